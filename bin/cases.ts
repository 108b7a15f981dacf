/** `npm run cases -- list`: the operator's desk of reported payments. No money moves by it. */
import { parseArgs } from "node:util";
import { createDynamoCaseStore } from "../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoIntentReader } from "../adapters/dynamodb/dynamo-intent-store.ts";
import { caseRulesOf } from "../contracts/case-rules.ts";
import { caseTableOf } from "./operator/case-table.ts";
import { OperatorRefusal, runOperator } from "./operator/refusal.ts";
import { caseUsage, runCase } from "./operator/run-case.ts";

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        stage: { type: "string", default: "local" },
        table: { type: "string" },
        port: { type: "string", default: "4400" },
      },
    });
  } catch (error) {
    throw error instanceof TypeError ? new OperatorRefusal(caseUsage) : error;
  }
};

await runOperator(async () => {
  const { positionals, values } = readArguments();
  if (positionals.length === 0) throw new OperatorRefusal(caseUsage);
  const { client, table, rules: json } = await caseTableOf({ ...values, table: values.table });
  const rules = caseRulesOf(json);
  const desk = {
    cases: createDynamoCaseStore({ client, table, rules }),
    intents: createDynamoIntentReader({ client, table }),
    rules,
    clock: Date.now,
  };
  for (const line of await runCase(positionals, desk)) console.log(line);
});
