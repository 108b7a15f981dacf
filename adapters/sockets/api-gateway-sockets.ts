import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import type { Sockets } from "../../core/live/sockets.ts";

/** `Sockets` of a WebSocket API. The client's endpoint is `https://<api>.execute-api.<region>.amazonaws.com/<stage>`. */
export const createApiGatewaySockets = (client: ApiGatewayManagementApiClient): Sockets => ({
  send: async (connection, message) => {
    const command = new PostToConnectionCommand({
      ConnectionId: connection,
      Data: Buffer.from(JSON.stringify(message)),
    });
    return (await isThere(() => client.send(command))) ? "sent" : "gone";
  },
  close: async (connection) => {
    await isThere(() => client.send(new DeleteConnectionCommand({ ConnectionId: connection })));
  },
});

const isThere = async (call: () => Promise<unknown>): Promise<boolean> => {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof GoneException) return false;
    throw error;
  }
};
