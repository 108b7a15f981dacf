import { createECDH, createPublicKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { decrypt } from "http_ece";
import { jwtVerify } from "jose";
import { type PushMessageView, pushMessage } from "../../contracts/push-message.ts";
import type { PushSubscriptionRequest } from "../../contracts/http/push.ts";

type ReceivedPush = {
  readonly message: PushMessageView;
  readonly headers: IncomingHttpHeaders;
  /** Encrypted, as the service sees it. */
  readonly bytes: number;
};

/** A browser's end of push messages: it alone can read what comes. */
export type PushReceiver = {
  readonly subscription: Omit<PushSubscriptionRequest, "language">;
  readonly received: readonly ReceivedPush[];
  /** What the service answers from now on, in the place of 201. */
  readonly answerWith: (status: number) => void;
};

/**
 * A push service on this machine. As the real ones do it takes nothing but what the holder of the published key has
 * signed for this very service (RFC 8292); unlike them it reads what came, by a library apart from the one that wrote it.
 */
export const startPushService = async (publicKey: () => string | undefined) => {
  const receivers = new Map<string, (body: Buffer, headers: IncomingHttpHeaders) => number>();
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const receive = receivers.get(request.url ?? "");
    const answer = async (): Promise<number> => {
      const body = await buffer(request);
      const fault = await whyRefused(request.headers, { origin, publicKey: publicKey() });
      if (fault !== undefined) refused.push(fault);
      if (fault !== undefined) return 403;
      return receive === undefined ? 404 : receive(body, request.headers);
    };
    answer().then(
      (status) => response.writeHead(status).end(),
      (error: unknown) => {
        refused.push(String(error));
        response.writeHead(400).end();
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    /** Why something was not taken. */
    refused: refused as readonly string[],
    subscribe: (): PushReceiver => {
      const [keys, auth, path] = [createECDH("prime256v1"), randomBytes(16), `/push/${randomBytes(8).toString("hex")}`];
      const p256dh = keys.generateKeys().toString("base64url");
      const received: ReceivedPush[] = [];
      let status = 201;
      receivers.set(path, (body, headers) => {
        if (status !== 201) return status;
        const text = decrypt(body, { version: "aes128gcm", privateKey: keys, authSecret: auth.toString("base64url") });
        received.push({ message: pushMessage.parse(JSON.parse(text.toString())), headers, bytes: body.length });
        return status;
      });
      return {
        subscription: { endpoint: `${origin}${path}`, keys: { p256dh, auth: auth.toString("base64url") } },
        received,
        answerWith: (code) => void (status = code),
      };
    },
    stop: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

export type PushService = Awaited<ReturnType<typeof startPushService>>;

const longestLifeS = 24 * 60 * 60;

const whyRefused = async (
  headers: IncomingHttpHeaders,
  { origin, publicKey }: { readonly origin: string; readonly publicKey: string | undefined },
): Promise<string | undefined> => {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  if (key !== publicKey) return `signed by ${key}, not by the key that phones subscribe with`;
  if (headers["content-encoding"] !== "aes128gcm" || !/^\d+$/.test(String(headers["ttl"]))) return "not a push message";
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const jwk = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, format: "jwk" });
  const { payload } = await jwtVerify(token, jwk, { audience: origin, algorithms: ["ES256"], requiredClaims: ["exp"] });
  if ((payload.exp ?? 0) > Date.now() / 1_000 + longestLifeS) return "a token that lives longer than a day";
  return /^(https?:\/\/|mailto:)/.test(payload.sub ?? "") ? undefined : "nobody to turn to";
};
