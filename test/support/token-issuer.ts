import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The published keys of a provider, over HTTP. */
export const serveKeys = async (keys: readonly JWK[]) => {
  let status = 200;
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ keys }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    failWith: (code: number): void => {
      status = code;
    },
    stop: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

/** An identity provider of a test's own: signs what it is told, and serves its public key over HTTP. */
export const startTokenIssuer = async () => {
  const [own, stranger] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  const served = await serveKeys([{ ...(await exportJWK(own.publicKey)), kid: "k1", alg: "ES256", use: "sig" }]);
  const sign = (claims: Record<string, unknown>, key = own.privateKey): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(key);
  return {
    ...served,
    sign,
    /** Under the same key id, by a key that the provider does not know. */
    forge: (claims: Record<string, unknown>): Promise<string> => sign(claims, stranger.privateKey),
  };
};

export type TokenIssuer = Awaited<ReturnType<typeof startTokenIssuer>>;
