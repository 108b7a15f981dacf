import { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";

/** What the operator fills in after the first deployment. No consumer secret: every webhook is refused until then. */
const emptyXSecret = {
  consumer_secrets: [],
  app_key: "",
  access_token: "",
  access_secret: "",
  client_id: "",
  client_secret: "",
};

/** No webhook secret: every event is refused until the operator has filled it in. */
const emptyFundingSecret = { secret_key: "", publishable_key: "", webhook_secrets: [] };

/** No account and no webhook secret: every file is refused until the operator has filled it in. */
const emptyBankSecret = { api_key: "", webhook_secrets: [], iban: "", name: "", bic: "" };

/** Secrets live in Secrets Manager alone: the environment of a function holds their names. */
export class PiafSecrets extends Construct {
  /** The keys of the bot's X application. */
  readonly x: Secret;
  /** Under which `enrol` vouches to `ledger` that a PIN was right; nobody but these two may read it. */
  readonly pin: Secret;
  /** The keys of the account at the card provider: `funding` alone may read them. */
  readonly funding: Secret;
  /** A key that reads that account's books and can do nothing else. */
  readonly fundingBooks: Secret;
  /** The account at the bank, and what its files are signed with: `bank` alone may read it. */
  readonly bank: Secret;
  /** Of which `notifier`, who alone may read it, makes the key that signs push messages (VAPID). */
  readonly push: Secret;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.x = new Secret(this, "x", {
      secretName: `piaf/${stage.name}/x`,
      description: "Keys of the bot's X application (JSON, filled in by the operator)",
      generateSecretString: { secretStringTemplate: JSON.stringify(emptyXSecret), generateStringKey: "unused" },
      removalPolicy,
    });
    this.funding = new Secret(this, "funding", {
      secretName: `piaf/${stage.name}/funding`,
      description: "Keys of the account at the card provider (JSON, filled in by the operator)",
      generateSecretString: { secretStringTemplate: JSON.stringify(emptyFundingSecret), generateStringKey: "unused" },
      removalPolicy,
    });
    this.fundingBooks = new Secret(this, "funding-books", {
      secretName: `piaf/${stage.name}/funding-books`,
      description: "A key that reads the card provider's books (JSON, filled in by the operator)",
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ restricted_key: "" }),
        generateStringKey: "unused",
      },
      removalPolicy,
    });
    this.bank = new Secret(this, "bank", {
      secretName: `piaf/${stage.name}/bank`,
      description: "The account at the bank, and the keys of its files (JSON, filled in by the operator)",
      generateSecretString: { secretStringTemplate: JSON.stringify(emptyBankSecret), generateStringKey: "unused" },
      removalPolicy,
    });
    this.pin = new Secret(this, "pin", {
      secretName: `piaf/${stage.name}/pin`,
      description: "Secret of the PIN proofs between enrol and ledger",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    this.push = new Secret(this, "push", {
      secretName: `piaf/${stage.name}/push`,
      description: "What the signing key of push messages is made of",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
  }
}
