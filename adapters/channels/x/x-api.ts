import { OAuth1Helper } from "twitter-api-v2/dist/cjs/client-mixins/oauth1.helper.js";
import { type Instant, instant } from "../../../core/clock.ts";
import type { SecretReader } from "../channel.ts";
import { currentConsumerSecret, readXSecret } from "./secret.ts";

const timeoutMs = 5_000;

type XCall = {
  readonly method: "GET" | "POST" | "PUT";
  /** Such as `/2/tweets`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
};

export type XAnswer = {
  readonly status: number;
  /** Parsed JSON; undefined for what is none. */
  readonly body: unknown;
  /** When the window of the rate limit ends, as far as X says so. */
  readonly resetAt: Instant | undefined;
};

/** One attempt each, no retry inside. Undefined when no answer came within seconds: whether X did it is unknown then. */
export type XApi = {
  /** In the name of the bot's account (OAuth 1.0a user context). */
  asBot(call: XCall): Promise<XAnswer | undefined>;
  /** In the name of the app alone, as X wants it for webhooks (OAuth 2.0 client credentials). */
  asApp(call: XCall): Promise<XAnswer | undefined>;
};

export type XApiSettings = {
  readonly readSecret: SecretReader;
  /** Such as `https://api.x.com`, without a slash at its end. */
  readonly apiUrl: string;
};

/**
 * The v2 API of X by `fetch`. The client library is asked for its signature alone: it has nothing for webhooks and no
 * time-out of its own, speaks https only, and takes a fifth of what a bundle may weigh.
 */
export const createXApi = ({ readSecret, apiUrl }: XApiSettings): XApi => {
  const send = async (call: XCall, authorization: (url: string) => string): Promise<XAnswer | undefined> => {
    const query = new URLSearchParams(call.query).toString().replaceAll("+", "%20");
    const url = `${apiUrl}${call.path}${query === "" ? "" : `?${query}`}`;
    const json = call.body === undefined ? {} : { "content-type": "application/json" };
    return ask(url, {
      method: call.method,
      headers: { authorization: authorization(url), ...json },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  };
  /** The app's own, until X takes it no more. */
  let bearer: string | undefined;
  return {
    asBot: async (call) => {
      const secret = await readXSecret(readSecret);
      const keys = { key: secret.app_key, secret: currentConsumerSecret(secret) };
      const oauth = new OAuth1Helper({ consumerKeys: keys });
      const token = { key: secret.access_token, secret: secret.access_secret };
      return send(call, (url) => {
        const signed = oauth.authorize({ url, method: call.method, data: {} }, token);
        return oauth.toHeader(signed).Authorization;
      });
    },
    asApp: async (call) => {
      if (bearer === undefined) {
        const secret = await readXSecret(readSecret);
        const basic = [secret.app_key, currentConsumerSecret(secret)].map(encodeURIComponent).join(":");
        const answer = await ask(`${apiUrl}/oauth2/token`, {
          method: "POST",
          headers: { authorization: `Basic ${Buffer.from(basic).toString("base64")}` },
          body: new URLSearchParams({ grant_type: "client_credentials" }),
        });
        if (answer?.status !== 200) return answer;
        const { access_token: given } = answer.body as { readonly access_token?: unknown };
        if (typeof given !== "string") return undefined;
        bearer = given;
      }
      const token = bearer;
      const answer = await send(call, () => `Bearer ${token}`);
      if (answer?.status === 401) bearer = undefined;
      return answer;
    },
  };
};

const ask = async (url: string, init: RequestInit): Promise<XAnswer | undefined> => {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    return { status: response.status, body: jsonOf(text), resetAt: resetAt(response.headers) };
  } catch {
    return undefined;
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const resetAt = (headers: Headers): Instant | undefined => {
  const seconds = Number(headers.get("x-rate-limit-reset") ?? Number.NaN);
  return Number.isFinite(seconds) ? instant(seconds * 1_000) : undefined;
};
