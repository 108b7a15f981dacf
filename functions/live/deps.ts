import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoConnectionStore } from "../../adapters/dynamodb/dynamo-connection-store.ts";
import { createAccessTokenVerifier } from "../../adapters/identity/access-token-verifier.ts";
import { createApiGatewaySockets } from "../../adapters/sockets/api-gateway-sockets.ts";
import { createLog } from "../_shared/log.ts";
import { liveEnv } from "./env.ts";
import type { LiveDeps } from "./live-deps.ts";

export const liveDeps = (): LiveDeps => {
  const env = liveEnv.parse(process.env);
  const provider = {
    issuer: env.IDENTITY_ISSUER,
    jwksUrl: env.IDENTITY_JWKS_URL,
    clientId: env.IDENTITY_CLIENT_ID,
  };
  return {
    tokens: createAccessTokenVerifier(provider, Date.now),
    connections: createDynamoConnectionStore({ client: createDynamoClient(), table: env.CONNECTIONS_TABLE }),
    sockets: createApiGatewaySockets(new ApiGatewayManagementApiClient({ endpoint: env.SOCKETS_URL })),
    origins: env.APP_ORIGINS.split(","),
    clock: Date.now,
    log: createLog("live"),
  };
};
