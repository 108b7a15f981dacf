import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { FundingCheck, FundingCheckStore } from "../../core/funding/payment-difference.ts";

type Stored = Omit<FundingCheck, "differences"> & {
  readonly differences: readonly { payment: string; currency: string; provider: string; ledger: string }[];
};

/** An item holds 400 KB; whoever has more to look at than this begins here. */
const keptDifferences = 500;

const keyOf = (provider: string, day: string) => ({ pk: `funding#${provider}`, sk: day });

/** `FundingCheckStore` among the records of the close. Amounts as text: they may be larger than a JSON number is exact for. */
export const createDynamoFundingCheckStore = (table: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): FundingCheckStore => ({
  get: async (provider, day) => {
    const { Item } = await table.client.send(
      new GetItemCommand({ TableName: table.table, Key: marshall(keyOf(provider, day)), ConsistentRead: true }),
    );
    return Item && checkOf(unmarshall(Item) as Stored);
  },
  keep: async ({ differences, ...check }) => {
    const kept = differences.slice(0, keptDifferences).map(({ provider, ledger, ...one }) => ({
      ...one,
      provider: provider.toString(),
      ledger: ledger.toString(),
    }));
    const Item = marshall({ ...keyOf(check.provider, check.day), ...check, differences: kept });
    await table.client.send(new PutItemCommand({ TableName: table.table, Item }));
  },
});

const checkOf = ({ provider, day, payments, checkedAt, differences }: Stored): FundingCheck => ({
  ...{ provider, day, payments, checkedAt },
  differences: differences.map((one) => ({ ...one, provider: BigInt(one.provider), ledger: BigInt(one.ledger) })),
});
