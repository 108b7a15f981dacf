import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { epochMs, secondMs } from "../../core/clock.ts";
import type { Connection, ConnectionStore } from "../../core/live/connections.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };
type Row = {
  readonly holder: Connection["holder"];
  readonly connection: string;
  readonly saidHelloAt: string;
  readonly until: string;
};

/** `ConnectionStore` on a table by holder and connection, with an index by connection. */
export const createDynamoConnectionStore = ({ client, table }: Table): ConnectionStore => {
  const forget = async ({ holder, id }: Pick<Connection, "holder" | "id">): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: table, Key: marshall({ holder, connection: id }) }));
  };
  return {
    forget,
    ofHolder: async (holder, at) => {
      // One page: a holder has a handful. Who has just said hello asks by himself once he is welcome, so the read may lag.
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "holder = :holder",
          ExpressionAttributeValues: marshall({ ":holder": holder }),
        }),
      );
      return Items.map((item) => connectionOf(unmarshall(item) as Row))
        .filter(({ until }) => until > at)
        .sort((a, b) => a.saidHelloAt.localeCompare(b.saidHelloAt));
    },
    keep: async ({ id, ...connection }) => {
      const ttl = Math.ceil(epochMs(connection.until) / secondMs);
      const Item = marshall({ ...connection, connection: id, ttl });
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    forgetSocket: async (id) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "by-connection",
          KeyConditionExpression: "#connection = :connection",
          ExpressionAttributeNames: { "#connection": "connection" },
          ExpressionAttributeValues: marshall({ ":connection": id }),
        }),
      );
      await Promise.all(Items.map((item) => forget({ holder: (unmarshall(item) as Row).holder, id })));
    },
  };
};

const connectionOf = ({ holder, connection, saidHelloAt, until }: Row): Connection => ({
  id: connection,
  holder,
  saidHelloAt,
  until,
});
