import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateKeyPair, exportJWK, SignJWT } from "jose";
import { createAccessTokenVerifier } from "../../../adapters/identity/access-token-verifier.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import { holderIdOf } from "../../../core/ids.ts";
import { type Connection, maximumConnections } from "../../../core/live/connections.ts";
import { hearSocket, type SocketEvent } from "../../../functions/live/hear-socket.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { noon } from "../../support/intents.ts";
import { serveKeys } from "../../support/token-issuer.ts";

const issuer = "https://identity.test";
let keys: Awaited<ReturnType<typeof startKeys>>;

/** Signs with RSA, as the provider on AWS does. */
const startKeys = async () => {
  const [own, stranger] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const served = await serveKeys([{ ...(await exportJWK(own.publicKey)), kid: "k1", alg: "RS256", use: "sig" }]);
  const sign = (claims: Record<string, unknown>, key = own.privateKey): Promise<string> =>
    new SignJWT({ iss: issuer, sub: "alice", client_id: "app", exp: noon / 1_000 + 900, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .sign(key);
  return { ...served, sign, forge: () => sign({}, stranger.privateKey) };
};

beforeAll(async () => {
  keys = await startKeys();
});
afterAll(() => keys.stop());

const world = () => {
  let now = noon;
  let kept: Connection[] = [];
  const closed: string[] = [];
  const { log, lines } = createKeptLog();
  const clock = () => now;
  const same = (a: Pick<Connection, "id" | "holder">) => (b: Connection) => a.id === b.id && a.holder === b.holder;
  const deps = {
    tokens: createAccessTokenVerifier({ issuer, jwksUrl: keys.jwksUrl, clientId: "app" }, clock),
    connections: {
      ofHolder: async (holder: string, at: string) => kept.filter((one) => one.holder === holder && one.until > at),
      keep: async (one: Connection) => void (kept = [...kept.filter((other) => !same(one)(other)), one]),
      forget: async (one: Pick<Connection, "id" | "holder">) => void (kept = kept.filter((other) => !same(one)(other))),
      forgetSocket: async (id: string) => void (kept = kept.filter((other) => other.id !== id)),
    },
    sockets: { close: async (id: string) => void closed.push(id) },
    origins: ["https://pay.example"],
    clock,
    log,
  };
  const hear = (routeKey: string, rest: Partial<SocketEvent> = {}, connectionId = "c1") =>
    hearSocket({ requestContext: { routeKey, connectionId }, ...rest }, deps);
  return {
    closed,
    lines,
    kept: () => kept,
    hear,
    say: (message: unknown, id?: string) =>
      hear("$default", { body: typeof message === "string" ? message : JSON.stringify(message) }, id),
    wait: (ms: number) => void (now += ms),
  };
};

describe("a socket", () => {
  it("is let in from the app, and from what is no browser; not from another site's page", async () => {
    const { hear } = world();
    const from = async (headers: Record<string, string>) => (await hear("$connect", { headers })).statusCode;
    expect(await from({ Origin: "https://pay.example" })).toBe(200);
    expect(await from({})).toBe(200);
    expect(await from({ Origin: "https://evil.example" })).toBe(403);
    expect(await from({ origin: "null" })).toBe(403);
  });

  it("that has shown a token is kept as its holder's until the token ends, and told so", async () => {
    const { say, kept, closed } = world();
    const until = instant(noon + 15 * minuteMs);
    const answer = await say({ type: "hello", token: await keys.sign({}) });
    expect(JSON.parse(answer.body ?? "")).toEqual({ type: "welcome", until });
    expect(kept()).toEqual([
      { id: "c1", holder: await holderIdOf(issuer, "alice"), saidHelloAt: instant(noon), until },
    ]);
    expect(closed).toEqual([]);
  });

  it("that says hello again is one still, with the time of its next token", async () => {
    const { say, kept } = world();
    await say({ type: "hello", token: await keys.sign({}) });
    await say({ type: "hello", token: await keys.sign({ exp: noon / 1_000 + 1_800 }) });
    expect(kept().map(({ until }) => until)).toEqual([instant(noon + 30 * minuteMs)]);
  });

  it.each([
    ["forged", () => keys.forge()],
    ["expired", () => keys.sign({ exp: noon / 1_000 - 1 })],
    ["of another issuer", () => keys.sign({ iss: "https://other.test" })],
    ["for another app", () => keys.sign({ client_id: "other" })],
    ["for another audience, though the app asked for it", () => keys.sign({ aud: "other" })],
    ["without an end", () => keys.sign({ exp: undefined })],
    ["without a subject", () => keys.sign({ sub: undefined })],
    ["no token at all", async () => "x.y.z"],
  ])("is cut off, and not kept, when its token is %s", async (_what, token) => {
    const { say, kept, closed, lines } = world();
    expect(await say({ type: "hello", token: await token() })).toEqual({ statusCode: 200 });
    expect([kept(), closed]).toEqual([[], ["c1"]]);
    expect(lines).toMatchObject([{ message: "socket_refused", facts: { reason: "token" } }]);
  });

  it.each(["", "no JSON", "null", '{"type":"hello"}', '{"type":"shout"}', '{"type":"hello","token":"","x":1}'])(
    "is cut off when it says %j",
    async (body) => {
      const { say, kept, closed } = world();
      await say(body);
      expect([kept(), closed]).toEqual([[], ["c1"]]);
    },
  );

  it("may ping, and does not become anybody's by it", async () => {
    const { say, kept, closed } = world();
    expect(await say({ type: "ping" })).toEqual({ statusCode: 200 });
    expect([kept(), closed]).toEqual([[], []]);
  });

  it("is forgotten when it ends", async () => {
    const { say, hear, kept } = world();
    await say({ type: "hello", token: await keys.sign({}) });
    await hear("$disconnect");
    expect(kept()).toEqual([]);
  });

  it("that is one too many of its holder ends the oldest", async () => {
    const { say, kept, closed, wait } = world();
    for (let index = 0; index <= maximumConnections; index += 1) {
      await say({ type: "hello", token: await keys.sign({}) }, `c${index}`);
      wait(1);
    }
    expect(kept()).toHaveLength(maximumConnections);
    expect(closed).toEqual(["c0"]);
  });

  it("leaves neither token nor name in the log", async () => {
    const { say, lines } = world();
    const token = await keys.sign({});
    await say({ type: "hello", token });
    await say({ type: "hello", token: `${token}x` });
    const text = JSON.stringify(lines);
    expect(lines).toHaveLength(2);
    expect(text).not.toContain("alice");
    expect(text).not.toContain(token.slice(0, 20));
  });
});
