import { createHmac } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createXApi } from "../../../adapters/channels/x/x-api.ts";
import { readXSecret, xSecret } from "../../support/simulated-x.ts";

let last: IncomingMessage;
const server = createServer((request, response) => {
  last = request;
  response.writeHead(200, { "x-rate-limit-reset": "1796000000" }).end('{"ok":true}');
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

const apiUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** RFC 3986, as RFC 5849 (3.6) wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.codePointAt(0)!.toString(16).toUpperCase()}`);

test("a call in the bot's name is signed as RFC 5849 says, its query included", async () => {
  const query = { since_id: "12", "tweet.fields": "a,b c", note: "é(!)*'" };
  const answer = await createXApi({ readSecret: readXSecret, apiUrl: apiUrl() }).asBot({
    method: "GET",
    path: "/2/users/1/mentions",
    query,
  });
  expect(answer).toEqual({ status: 200, body: { ok: true }, resetAt: "2026-11-30T00:53:20.000Z" });
  const sent = Object.fromEntries(
    [...(last.headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      decodeURIComponent(value!),
    ]),
  );
  const { oauth_signature: signature, ...signed } = sent;
  const asReceived = Object.fromEntries(new URL(last.url ?? "", apiUrl()).searchParams);
  expect(asReceived).toEqual(query);
  const parameters = Object.entries({ ...signed, ...asReceived })
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const base = ["GET", encode(`${apiUrl()}/2/users/1/mentions`), encode(parameters)].join("&");
  const key = [xSecret.consumer_secrets[0]!, xSecret.access_secret].map(encode).join("&");
  expect(signature).toBe(createHmac("sha1", key).update(base).digest("base64"));
  expect(signed).toMatchObject({ oauth_consumer_key: xSecret.app_key, oauth_token: xSecret.access_token });
});
