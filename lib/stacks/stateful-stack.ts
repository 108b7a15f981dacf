import { Stack, type StackProps } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { Identity } from "../constructs/identity.ts";
import { PiafSecrets } from "../constructs/piaf-secrets.ts";
import { PiafTables } from "../constructs/piaf-tables.ts";
import { createRootKey } from "../constructs/root-key.ts";
import type { Stage } from "../stages.ts";

/** What must outlive every deployment: records, people and secrets. */
export class StatefulStack extends Stack {
  readonly tables: PiafTables;
  readonly identity: Identity;
  readonly secrets: PiafSecrets;
  readonly rootKey: Key;

  constructor(scope: Construct, id: string, props: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    this.tables = new PiafTables(this, "tables", props.stage);
    this.identity = new Identity(this, "identity", props.stage);
    this.rootKey = createRootKey(this, props.stage);
    this.secrets = new PiafSecrets(this, "secrets", props.stage);
  }
}
