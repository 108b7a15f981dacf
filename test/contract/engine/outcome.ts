import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";

/** The client's answer; of a query that of all its pages: where a page ends the engines may differ. */
export const answerTo = async (client: DynamoDBClient, command: { readonly input: object }): Promise<unknown> => {
  if (!(command instanceof QueryCommand)) return client.send(command as never);
  const items: object[] = [];
  let key: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...command.input, ExclusiveStartKey: key }));
    items.push(...(page.Items ?? []));
    key = page.LastEvaluatedKey;
  } while (key !== undefined);
  return { items };
};

/** Sets have no order: told apart by their content alone. */
const withoutOrder = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]): [string, unknown] => {
        const isSet = ["SS", "NS", "BS"].includes(name) && Array.isArray(part);
        const inner = withoutOrder(part);
        return [name, isSet ? (inner as string[]).toSorted() : inner];
      }),
  );
};

/** What a caller of the engine can tell, its own figures of capacity aside (DynamoDB Local's are wrong): the answer, or the error by its name, with the reasons of a cancellation. */
export type Outcome = { readonly answer: unknown } | { readonly error: string; readonly reasons?: unknown };

export const outcomeOf = async (work: Promise<unknown>): Promise<Outcome> => {
  try {
    const {
      $metadata: _,
      ConsumedCapacity: _units,
      ...answer
    } = (await work) as {
      readonly $metadata: unknown;
      readonly ConsumedCapacity?: unknown;
    };
    return { answer: withoutOrder(answer) };
  } catch (error) {
    const { name, Item } = error as Error & { Item?: Record<string, AttributeValue> };
    if (!(error instanceof TransactionCanceledException)) {
      return { error: name, ...(Item && { reasons: withoutOrder(Item) }) };
    }
    const reasons = (error.CancellationReasons ?? []).map(({ Code, Item: item }) => [Code, withoutOrder(item)]);
    // An update that cannot be is refused as a whole by DynamoDB Local, and by a reason on AWS.
    if (reasons.some(([code]) => code === "ValidationError")) return { error: "ValidationException" };
    return { error: name, reasons };
  }
};
