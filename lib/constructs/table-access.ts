import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { PiafFunction } from "./piaf-function.ts";

/**
 * What may be done with the items of a table. There is no action for a transaction: each of its items needs its own
 * (`TransactWriteItems` is not an IAM action, and CDK would emit it without complaint).
 */
export type ItemAction =
  "GetItem" | "BatchGetItem" | "Query" | "Scan" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem";

/** Lets `fn` do exactly these actions on the items of `table`, and query these indexes of it. */
export const allowItems = (
  fn: PiafFunction,
  table: TableV2,
  access: { readonly actions: readonly ItemAction[]; readonly queries?: readonly string[] },
): void => {
  fn.allow(
    access.actions.map((action) => `dynamodb:${action}`),
    table.tableArn,
  );
  if (access.queries !== undefined) {
    fn.allow(["dynamodb:Query"], ...access.queries.map((index) => `${table.tableArn}/index/${index}`));
  }
};
