import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { describe, expect, test } from "vitest";
import type { PiafFunction } from "../../lib/constructs/piaf-function.ts";
import type { PiafFunctions } from "../../lib/constructs/piaf-functions.ts";
import { idIn, ourFunctions, synthesize } from "./support/synthesized.ts";

type Name = { [K in keyof PiafFunctions]: PiafFunctions[K] extends PiafFunction ? K : never }[keyof PiafFunctions];
type Grant = { readonly fn: Name; readonly action: string; readonly resource: string };

const piaf = synthesize("prod");
const { tables, secrets, rootKey } = piaf.stateful;
const { queues, functions, site } = piaf.stateless;
const names = Object.keys(functions).filter((name): name is Name => name !== "node");
const seen = (value: unknown): string => JSON.stringify(piaf.stateless.resolve(value));

const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** What the policies of a function's role allow: one action on one resource each. */
const grantsOf = (fn: Name): readonly Grant[] => {
  const logicalId = idIn(piaf.stateless.resolve(functions[fn].functionArn));
  const role = idIn(ourFunctions(piaf).find(({ id }) => id === logicalId)?.Properties.Role);
  const policies = piaf
    .every("AWS::IAM::Policy")
    .filter(({ Properties }) => Properties.Roles.some((r: unknown) => idIn(r) === role));
  return policies.flatMap(({ Properties }) =>
    (Properties.PolicyDocument.Statement as { Effect: string; Action: string | string[]; Resource: unknown }[])
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action, Resource }) =>
        listed(Action).flatMap((action) =>
          listed(Resource).map((resource) => ({ fn, action, resource: JSON.stringify(resource) })),
        ),
      ),
  );
};

const grants = names.flatMap(grantsOf);
const whoMay = (may: (grant: Grant) => boolean): readonly Name[] =>
  [...new Set(grants.filter(may).map(({ fn }) => fn))].sort();
const on = (table: TableV2) => (grant: Grant) => grant.resource.includes(seen(table.tableArn));
const writes = ({ action }: Grant): boolean => /:(Put|Update|Delete|BatchWrite|PartiQL|Transact)/.test(action);
const mayWrite = (table: TableV2): readonly Name[] => whoMay((grant) => on(table)(grant) && writes(grant));

test("every function has grants of its own, so that what follows proves something", () => {
  expect(names.length).toBeGreaterThanOrEqual(9);
  for (const name of names) expect(grantsOf(name).length, name).toBeGreaterThan(4);
});

describe("who may write", () => {
  test("wallets, transfers, their journal, evidence, what owners make of their wallets and what waits for whom: ledger alone", () => {
    for (const table of [
      tables.wallets,
      tables.transfers,
      tables.journal,
      tables.evidence,
      tables.controls,
      tables.claims,
    ])
      expect(mayWrite(table)).toEqual(["ledger"]);
  });
  test("the records of the close: clockwork alone", () => expect(mayWrite(tables.closes)).toEqual(["clockwork"]));
  test("holders: enrol, and eraser, which makes none", () => {
    expect(mayWrite(tables.holders)).toEqual(["enrol", "eraser"]);
    expect(whoMay((grant) => on(tables.holders)(grant) && grant.action === "dynamodb:PutItem")).toEqual(["enrol"]);
  });
  test("who is to be erased: ledger, which can take no order back, and eraser, which can give none", () => {
    expect(mayWrite(tables.erasures)).toEqual(["eraser", "ledger"]);
    const of = (fn: Name) => grants.filter((grant) => grant.fn === fn && on(tables.erasures)(grant) && writes(grant));
    expect(of("ledger").map(({ action }) => action)).toEqual(["dynamodb:PutItem"]);
    expect(of("eraser").map(({ action }) => action)).toEqual(["dynamodb:UpdateItem"]);
  });
  test("people: api, lookup its count alone, and who takes away: notifier ended subscriptions, eraser everything", () => {
    expect(mayWrite(tables.people)).toEqual(["api", "eraser", "lookup", "notifier"]);
    const of = (fn: Name) => grants.filter((grant) => grant.fn === fn && on(tables.people)(grant) && writes(grant));
    expect(of("lookup").map(({ action }) => action)).toEqual(["dynamodb:UpdateItem"]);
    for (const fn of ["notifier", "eraser"] as const) {
      expect(of(fn).map(({ action }) => action)).toEqual(["dynamodb:DeleteItem"]);
    }
  });
  test("whose sockets are open: live, and notifier, which takes away those that have ended", () => {
    expect(mayWrite(tables.connections)).toEqual(["live", "notifier"]);
    expect(whoMay((grant) => on(tables.connections)(grant) && grant.action === "dynamodb:PutItem")).toEqual(["live"]);
  });
  test("top-ups, which say whose wallet a provider's payment goes to: funding alone", () =>
    expect(mayWrite(tables.topUps)).toEqual(["funding"]));
  test("payouts: ledger, who makes them of what was signed, and bank, who can make none", () => {
    expect(mayWrite(tables.payouts)).toEqual(["bank", "ledger"]);
    const put = whoMay((grant) => on(tables.payouts)(grant) && grant.action === "dynamodb:PutItem");
    expect(put).toEqual(["ledger"]);
  });
  test("what the bank has told, and whose a reference is: bank alone", () =>
    expect(mayWrite(tables.bank)).toEqual(["bank"]));
  test("replies: notifier alone", () => expect(mayWrite(tables.replies)).toEqual(["notifier"]));
  test("intents: who makes, decides, sweeps and marks them", () => {
    expect(mayWrite(tables.intents)).toEqual(["api", "clockwork", "eraser", "ledger", "parser"]);
  });
  test("an intent's terms: not ledger, which may only update", () => {
    const put = whoMay((grant) => on(tables.intents)(grant) && grant.action === "dynamodb:PutItem");
    expect(put).toEqual(["api", "clockwork", "eraser", "parser"]);
  });
  test("the bucket of the app: nobody", () => {
    expect(
      whoMay(({ action, resource }) => action.startsWith("s3:") || resource.includes(seen(site.bucket.bucketArn))),
    ).toEqual([]);
  });
});

describe("who may read", () => {
  test("people: parser too, item by item, since they say whom they have blocked", () => {
    const parser = grants.filter((grant) => grant.fn === "parser" && on(tables.people)(grant));
    expect(parser.map(({ action }) => action)).toEqual(["dynamodb:GetItem"]);
  });
  test("PINs: enrol alone; eraser may only take them away", () => {
    expect(whoMay((grant) => on(tables.pins)(grant) && grant.fn !== "eraser")).toEqual(["enrol"]);
    const eraser = grants.filter((grant) => grant.fn === "eraser" && on(tables.pins)(grant));
    expect(eraser.map(({ action }) => action)).toEqual(["dynamodb:DeleteItem"]);
  });
  test("evidence: ledger, and one by one api for the receipts of the parties, rights for who has signed it, eraser for what orders it", () => {
    expect(whoMay(on(tables.evidence))).toEqual(["api", "eraser", "ledger", "rights"]);
    for (const fn of ["api", "eraser", "rights"] as const) {
      const of = grants.filter((grant) => grant.fn === fn && on(tables.evidence)(grant));
      expect(of.map(({ action }) => action)).toEqual(["dynamodb:GetItem"]);
    }
  });
  test("everything that belongs to a person: rights, which writes nothing", () => {
    const written = grants.filter((grant) => grant.fn === "rights" && /^(dynamodb|sqs|kms):/.test(grant.action));
    expect(new Set(written.map(({ action }) => action))).toEqual(
      new Set(["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]),
    );
    expect(whoMay((grant) => grant.fn === "rights" && on(tables.pins)(grant))).toEqual([]);
  });
  test("whole tables: clockwork, of the ledger alone", () => {
    const scans = grants.filter(({ action }) => action === "dynamodb:Scan");
    expect(new Set(scans.map(({ fn }) => fn))).toEqual(new Set(["clockwork"]));
    expect(scans.every((grant) => on(tables.wallets)(grant) || on(tables.transfers)(grant))).toBe(true);
  });
  test("the secret of the PIN proofs: enrol and ledger", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.pin.secretArn))).toEqual(["enrol", "ledger"]);
  });
  test("the keys of the account at the card provider: funding alone", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.funding.secretArn))).toEqual(["funding"]);
  });
  test("the key that reads the card provider's books: clockwork alone, who compares them with ours", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.fundingBooks.secretArn))).toEqual(["clockwork"]);
  });
  test("the account at the bank, and what its files are signed with: bank alone", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.bank.secretArn))).toEqual(["bank"]);
  });
  test("the secret that push messages are signed with: notifier alone", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.push.secretArn))).toEqual(["notifier"]);
  });
  test("holders: notifier too, item by item", () => {
    const notifier = grants.filter((grant) => grant.fn === "notifier" && on(tables.holders)(grant));
    expect(notifier.map(({ action }) => action)).toEqual(["dynamodb:GetItem"]);
  });
  test("the keys of the X application: who talks with X", () => {
    expect(whoMay(({ resource }) => resource === seen(secrets.x.secretArn))).toEqual([
      "clockwork",
      "enrol",
      "lookup",
      "notifier",
      "webhook",
    ]);
  });
});

describe("the key of the roots", () => {
  const onKey = ({ resource }: Grant): boolean => resource === seen(rootKey.keyArn);
  const may = (action: string) => whoMay((grant) => onKey(grant) && grant.action === action);
  test("signs for clockwork alone", () => expect(may("kms:Sign")).toEqual(["clockwork"]));
  test("is published by api", () => expect(may("kms:GetPublicKey")).toEqual(["api", "clockwork"]));
  test("does nothing else, and no other key does anything", () => {
    const other = whoMay(({ action, resource }) => action.startsWith("kms:") && resource !== seen(rootKey.keyArn));
    expect(other).toEqual([]);
    const actions = new Set(grants.filter(onKey).map(({ action }) => action));
    expect(actions).toEqual(new Set(["kms:Sign", "kms:GetPublicKey"]));
  });
});

describe("who may send", () => {
  const senders = (queue: { readonly queueArn: string }): readonly Name[] =>
    whoMay(({ action, resource }) => action === "sqs:SendMessage" && resource === seen(queue.queueArn));
  test("to inbound: webhook, and clockwork with what the webhook missed", () =>
    expect(senders(queues.inbound.queue)).toEqual(["clockwork", "webhook"]));
  test("to the ledger: relay, and clockwork with the holds that are due", () =>
    expect(senders(queues.ledger.queue)).toEqual(["clockwork", "relay"]));
  test("money of providers to the ledger: funding alone", () =>
    expect(senders(queues.funding.queue)).toEqual(["funding"]));
  test("what a bank has booked to the ledger: bank alone", () => expect(senders(queues.bank.queue)).toEqual(["bank"]));
  test("to accounts, which say what to ask a network about somebody: webhook alone", () =>
    expect(senders(queues.accounts.queue)).toEqual(["webhook"]));
  test("to notices: relay alone", () => expect(senders(queues.notices.queue)).toEqual(["relay"]));
  test("to open phones: notifier; and live may end a socket, each on the one stage", () => {
    const sockets = grants.filter(({ action }) => action === "execute-api:ManageConnections");
    expect(sockets.map(({ fn }) => fn).sort()).toEqual(["live", "notifier"]);
    const paths = Object.fromEntries(sockets.map(({ fn, resource }) => [fn, /\/live\/.*?(?=")/.exec(resource)?.[0]]));
    expect(paths).toEqual({ live: "/live/DELETE/@connections/*", notifier: "/live/POST/@connections/*" });
  });
  test("no queue lets a stranger in", () => {
    const allowed = piaf
      .every("AWS::SQS::QueuePolicy")
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === "Allow");
    expect(allowed).toEqual([]);
  });
});

describe("no function", () => {
  test("may administer people, but for eraser, which may remove them", () => {
    const admins = grants.filter(({ action }) => action.startsWith("cognito-idp:"));
    expect(admins.map(({ fn, action }) => `${fn} ${action}`)).toEqual(["eraser cognito-idp:AdminDeleteUser"]);
  });
  test("has an action with a wildcard", () => expect(whoMay(({ action }) => action.includes("*"))).toEqual([]));
  test("has a resource with a wildcard, but for traces and for sockets, which are known when they open only", () => {
    const open = ["xray:", "execute-api:"];
    const isOpen = (action: string): boolean => open.some((service) => action.startsWith(service));
    expect(whoMay(({ action, resource }) => resource.includes("*") && !isOpen(action))).toEqual([]);
  });
  test("counts on an action that does not exist", () => {
    expect(whoMay(({ action }) => /dynamodb:Transact/.test(action))).toEqual([]);
  });
  test("may change a policy, a key, a function or a table", () => {
    const services = new Set(grants.map(({ action }) => action.split(":")[0]));
    expect([...services].sort()).toEqual([
      "cognito-idp",
      "dynamodb",
      "execute-api",
      "kms",
      "logs",
      "secretsmanager",
      "sqs",
      "xray",
    ]);
    expect(
      whoMay(({ action }) => /dynamodb:(Create|DeleteTable|UpdateTable|Restore|Export|Import)/.test(action)),
    ).toEqual([]);
  });
  test("is called by anybody but the API and the schedule", () => {
    const callers = piaf.every("AWS::Lambda::Permission").map(({ Properties }) => Properties.Principal);
    expect(new Set(callers)).toEqual(new Set(["apigateway.amazonaws.com", "events.amazonaws.com"]));
    expect(piaf.all.filter(({ Type }) => Type === "AWS::Lambda::Url")).toEqual([]);
  });
});
