import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableV2,
  type Attribute,
  type GlobalSecondaryIndexPropsV2,
} from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
const number = (name: string): Attribute => ({ name, type: AttributeType.NUMBER });

const index = (indexName: string, partitionKey: Attribute, sortKey: Attribute): GlobalSecondaryIndexPropsV2 => ({
  indexName,
  partitionKey,
  sortKey,
  projectionType: ProjectionType.ALL,
});

type Shape = {
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
  readonly globalSecondaryIndexes?: GlobalSecondaryIndexPropsV2[];
  readonly dynamoStream?: StreamViewType;
  readonly timeToLiveAttribute?: string;
};

/** What waits is read by the account that it waits for, and by the time at which it goes back. */
const claims: Shape = {
  partitionKey: text("account"),
  sortKey: text("escrowed"),
  globalSecondaryIndexes: [
    { ...index("claims-by-due", text("dueBucket"), text("dueAt")), projectionType: ProjectionType.KEYS_ONLY },
  ],
};

const controls: Shape = {
  partitionKey: text("pk"),
  sortKey: text("sk"),
  // Only a raise to come has a bucket.
  globalSecondaryIndexes: [
    { ...index("raises-by-due", text("dueBucket"), text("dueAt")), projectionType: ProjectionType.KEYS_ONLY },
  ],
};

/** A payout is found by whose it is, and by waiting for the bank's next file. */
const payouts: Shape = {
  partitionKey: text("id"),
  globalSecondaryIndexes: [
    index("by-holder", text("holder"), text("heldAt")),
    { ...index("payouts-to-send", text("sendBucket"), text("heldAt")), projectionType: ProjectionType.KEYS_ONLY },
  ],
};

/** Whose sockets are open, by their owners. */
const connections: Shape = {
  partitionKey: text("holder"),
  sortKey: text("connection"),
  // Keys only: a socket that ends names itself alone.
  globalSecondaryIndexes: [
    {
      indexName: "by-connection",
      partitionKey: text("connection"),
      projectionType: ProjectionType.KEYS_ONLY,
    },
  ],
  timeToLiveAttribute: "ttl",
};

/** Who is to be erased, and when it goes on. */
const erasures: Shape = {
  partitionKey: text("holder"),
  globalSecondaryIndexes: [
    { ...index("erasures-by-due", text("dueBucket"), text("dueAt")), projectionType: ProjectionType.KEYS_ONLY },
  ],
};

const topUps: Shape = {
  partitionKey: text("id"),
  // For their owners' export.
  globalSecondaryIndexes: [index("by-holder", text("holder"), text("createdAt"))],
};

/** One table a kind of record, on demand, recoverable to any second of the last 35 days; in prod never deleted. */
export class PiafTables extends Construct {
  readonly wallets: TableV2;
  readonly transfers: TableV2;
  /** Which transfers touched a wallet, in pages; a wallet that runs hot has a key for each of its shards. */
  readonly journal: TableV2;
  readonly evidence: TableV2;
  /** Its stream is the outbox of payments. */
  readonly intents: TableV2;
  /** Who somebody is to the ledger; its stream opens wallets. */
  readonly holders: TableV2;
  /** What the owners have made of their wallets: own limits, freezes, raises to come; `ledger` alone writes it. */
  readonly controls: TableV2;
  /** What waits for people without a wallet; `ledger` alone writes it. */
  readonly claims: TableV2;
  readonly people: TableV2;
  /** Who is to be erased: `ledger` says so, `eraser` does it. */
  readonly erasures: TableV2;
  /** What is on its way to people's banks; `ledger` alone makes it, and `bank` sends it. */
  readonly payouts: TableV2;
  /** The bank's files, its bookings, and who is meant by which reference; `bank` alone writes it. */
  readonly bank: TableV2;
  readonly pins: TableV2;
  /** Whose wallet a provider's payment goes to; `funding` alone writes it. */
  readonly topUps: TableV2;
  readonly replies: TableV2;
  /** Whose sockets are open. */
  readonly connections: TableV2;
  /** What the daily close found and signed, and what it needs for the next. */
  readonly closes: TableV2;

  constructor(scope: Construct, id: string, { keepsData }: Stage) {
    super(scope, id);
    const table = (name: string, shape: Shape): TableV2 =>
      new TableV2(this, name, {
        ...shape,
        billing: Billing.onDemand(),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: keepsData,
        removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      });
    this.wallets = table("wallets", { partitionKey: text("id") });
    this.transfers = table("transfers", {
      partitionKey: text("id"),
      globalSecondaryIndexes: [
        // Only holds that nothing has resolved have a bucket: an ordinary payment does not pay for the index.
        { ...index("holds-by-due", text("holdBucket"), text("timeoutAt")), projectionType: ProjectionType.KEYS_ONLY },
      ],
    });
    this.journal = table("journal", { partitionKey: text("wallet"), sortKey: text("page") });
    this.evidence = table("evidence", { partitionKey: text("intent"), sortKey: number("version") });
    this.intents = table("intents", {
      partitionKey: text("id"),
      globalSecondaryIndexes: [
        // What a list is chosen by, alone: every change of an intent would pay for all of it once more.
        {
          ...index("by-payer", text("payerHolder"), text("createdAt")),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ["isOpen"],
        },
        // Keys only: every write of an open intent pays for it, and the sweep reads the few that are due one by one.
        { ...index("by-due", text("dueBucket"), text("dueAt")), projectionType: ProjectionType.KEYS_ONLY },
        // What owners have asked for and signed, for their export: intents have neither attribute, and do not pay for it.
        index("requests-by-holder", text("holder"), text("askedAt")),
      ],
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      // What is remembered of writers and of deletions; intents have none.
      timeToLiveAttribute: "ttl",
    });
    const person = { partitionKey: text("pk"), sortKey: text("sk"), timeToLiveAttribute: "ttl" };
    this.holders = table("holders", { ...person, dynamoStream: StreamViewType.NEW_IMAGE });
    this.people = table("people", person);
    this.controls = table("controls", controls);
    this.claims = table("claims", claims);
    this.erasures = table("erasures", erasures);
    this.topUps = table("top-ups", topUps);
    this.payouts = table("payouts", payouts);
    // What is counted of a minute goes with it; what the bank has told stays.
    this.bank = table("bank", { partitionKey: text("pk"), sortKey: text("sk"), timeToLiveAttribute: "ttl" });
    this.pins = table("pins", { partitionKey: text("holder") });
    this.closes = table("closes", { partitionKey: text("pk"), sortKey: text("sk") });
    this.connections = table("connections", connections);
    this.replies = table("replies", { partitionKey: text("id"), timeToLiveAttribute: "ttl" });
  }
}
