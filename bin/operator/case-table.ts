import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { stageOf } from "../../lib/stages.ts";
import { askLocalPiaf } from "./local-piaf.ts";
import { OperatorRefusal } from "./refusal.ts";

export type CaseTable = { readonly client: DynamoDBClient; readonly table: string; readonly rules: string };

const localTables = z.object({ endpoint: z.url(), region: z.string(), account: z.string(), intents: z.string() });

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
  const { caseRules: rules } = known(stage);
  if (stage !== "local") {
    if (table !== undefined) return { client: createDynamoClient(), table, rules };
    throw new OperatorRefusal(
      `Name the stage's table of intents by --table: aws cloudformation list-stack-resources --stack-name piaf-${stage}-stateful lists it.`,
    );
  }
  const { endpoint, region, account, intents } = localTables.parse(await askLocalPiaf(port));
  const credentials = { accessKeyId: account, secretAccessKey: "local" };
  return { client: new DynamoDBClient({ endpoint, region, credentials }), table: intents, rules };
};

const known = (stage: string): ReturnType<typeof stageOf> => {
  try {
    return stageOf(stage);
  } catch {
    throw new OperatorRefusal(`There is no stage ${stage}: name local, dev or prod.`);
  }
};
