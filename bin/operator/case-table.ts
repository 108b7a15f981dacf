import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { askLocalPiaf } from "./local-piaf.ts";
import { OperatorRefusal } from "./refusal.ts";

export type CaseTable = { readonly client: DynamoDBClient; readonly table: string; readonly rules: string };

const localTables = z.object({
  endpoint: z.url(),
  region: z.string(),
  account: z.string(),
  intents: z.string(),
  case_rules: z.string(),
});

/** The table that a stage keeps its cases in: of the Piaf on this machine, or by the AWS credentials of the environment. */
export const caseTableOf = async ({
  stage,
  table,
  port,
}: {
  readonly stage: string;
  readonly table: string | undefined;
  readonly port: string;
}): Promise<CaseTable> => {
  if (stage !== "local") {
    const rules = await rulesOf(stage);
    if (table !== undefined) return { client: createDynamoClient(), table, rules };
    throw new OperatorRefusal(
      `Name the stage's table of intents by --table: aws cloudformation list-stack-resources --stack-name piaf-${stage}-stateful lists it.`,
    );
  }
  const { endpoint, region, account, intents, case_rules: rules } = localTables.parse(await askLocalPiaf(port));
  const credentials = { accessKeyId: account, secretAccessKey: "local" };
  return { client: new DynamoDBClient({ endpoint, region, credentials }), table: intents, rules };
};

/** The stages come with the whole of the CDK: not for the Piaf on this machine, which says its own. */
const rulesOf = async (stage: string): Promise<string> => {
  const { stageOf } = await import("../../lib/stages.ts");
  try {
    return stageOf(stage).caseRules;
  } catch {
    throw new OperatorRefusal(`There is no stage ${stage}: name local, dev or prod.`);
  }
};
