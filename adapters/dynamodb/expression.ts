import type { AttributeValue, Update } from "@aws-sdk/client-dynamodb";
import { number } from "./attributes.ts";

/** Gathers the parts of an update: each value and each name under a placeholder of its own. */
export const createExpression = () => {
  const sets: string[] = [];
  const removes: string[] = [];
  const conditions: string[] = [];
  const values: Record<string, AttributeValue> = {};
  const names: Record<string, string> = {};

  /** Every name is a placeholder: some of ours are words that DynamoDB keeps for itself. */
  const name = (attribute: string): string => {
    names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  };
  const value = (held: AttributeValue): string => {
    const placeholder = `:v${Object.keys(values).length}`;
    values[placeholder] = held;
    return placeholder;
  };
  return {
    set: (attribute: string, held: AttributeValue) => void sets.push(`${name(attribute)} = ${value(held)}`),
    /** Leaves the attribute out where it does not change. */
    add: (attribute: string, change: bigint | number) => {
      if (BigInt(change) !== 0n) sets.push(`${name(attribute)} = ${name(attribute)} + ${value(number(change))}`);
    },
    append: (attribute: string, list: AttributeValue[]) =>
      void sets.push(`${name(attribute)} = list_append(${name(attribute)}, ${value({ L: list })})`),
    remove: (attribute: string) => void removes.push(name(attribute)),
    require: (attribute: string, comparison: "=" | ">=", held: AttributeValue) =>
      void conditions.push(`${name(attribute)} ${comparison} ${value(held)}`),
    requireSize: (attribute: string, most: number) =>
      void conditions.push(`size(${name(attribute)}) <= ${value(number(most))}`),
    requireAbsent: (attribute: string) => void conditions.push(`attribute_not_exists(${name(attribute)})`),
    build: (target: { readonly table: string; readonly key: Record<string, AttributeValue> }): { Update: Update } => ({
      Update: {
        TableName: target.table,
        Key: target.key,
        UpdateExpression: [
          sets.length > 0 ? `SET ${sets.join(", ")}` : "",
          removes.length > 0 ? `REMOVE ${removes.join(", ")}` : "",
        ]
          .filter((part) => part !== "")
          .join(" "),
        ...(conditions.length > 0 ? { ConditionExpression: conditions.join(" AND ") } : {}),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      },
    }),
  };
};

export type Expression = ReturnType<typeof createExpression>;
