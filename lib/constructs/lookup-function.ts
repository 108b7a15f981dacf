import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { lookupEnv } from "../../functions/lookup/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type LookupFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly xApiUrl: string;
};

/** Asks the networks who goes by a handle: it may read their keys and who is known, and count how often it is asked. */
export const createLookupFunction = (scope: Construct, props: LookupFunctionProps): PiafFunction => {
  const { stage, alarms, tables, secrets, xApiUrl } = props;
  const lookup = new PiafFunction(scope, "lookup", {
    stage,
    alarms,
    schema: lookupEnv,
    environment: {
      HOLDERS_TABLE: tables.holders.tableName,
      PEOPLE_TABLE: tables.people.tableName,
      X_SECRET_ID: secrets.x.secretArn,
      X_API_URL: xApiUrl,
    },
    timeout: Duration.seconds(15),
    memorySize: 512,
    impact: "People cannot be found by their handles in the app; posts, contacts and Piaf addresses still pay them.",
  });
  allowItems(lookup, tables.holders, { actions: ["GetItem", "Query"] });
  allowItems(lookup, tables.people, { actions: ["UpdateItem"] });
  lookup.allow(["secretsmanager:GetSecretValue"], secrets.x.secretArn);
  return lookup;
};
