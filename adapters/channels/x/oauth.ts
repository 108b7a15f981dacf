import * as z from "zod";
import type { ChannelUser } from "../../../core/channel/channel-event.ts";
import { type Result, fail, ok } from "../../../core/result.ts";
import type { ChannelIdentity, LinkFault, SecretReader } from "../channel.ts";
import { id } from "./fields.ts";
import { readXSecret } from "./secret.ts";

const timeoutMs = 5_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), scope: z.string().max(1_000).default("") });

const meAnswer = z.object({
  data: z.object({ id, username: z.string().min(1), name: z.string(), profile_image_url: z.string().optional() }),
});

/**
 * OAuth 2.0 with PKCE against X. By `fetch`, because the client library's addresses are fixed and its verifier comes
 * from `Math.random()`. The token is used once, for the question who its owner is, and then forgotten.
 */
export const createXIdentity = (settings: {
  readonly readSecret: SecretReader;
  /** Such as `https://api.x.com`, without a slash at its end. */
  readonly apiUrl: string;
}): ChannelIdentity => ({
  exchangeCode: async (grant) => {
    const secret = await readXSecret(settings.readSecret);
    const basic = Buffer.from(`${secret.client_id}:${secret.client_secret}`);
    const token = await ask(`${settings.apiUrl}/2/oauth2/token`, tokenAnswer, {
      method: "POST",
      headers: { authorization: `Basic ${basic.toString("base64")}` },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: grant.code,
        redirect_uri: grant.redirectUri,
        code_verifier: grant.verifier,
        client_id: secret.client_id,
      }),
    });
    if (!token.ok) return token;
    const me = await ask(`${settings.apiUrl}/2/users/me?user.fields=profile_image_url`, meAnswer, {
      headers: { authorization: `Bearer ${token.value.access_token}` },
    });
    if (!me.ok) return me;
    const scopes = token.value.scope.split(" ").filter((scope) => scope !== "");
    return ok({ ...toUser(me.value), scopes });
  },
});

const toUser = ({ data }: z.infer<typeof meAnswer>): ChannelUser => ({
  id: data.id,
  handle: data.username,
  name: data.name,
  picture: data.profile_image_url,
});

/** 400, 401 and 403 are X's word on the code; all else says nothing about it. */
const refusals: ReadonlySet<number> = new Set([400, 401, 403]);

const ask = async <Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  init: RequestInit,
): Promise<Result<z.output<Schema>, LinkFault>> => {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    if (refusals.has(response.status)) return fail("code_refused");
    const answer = schema.safeParse(response.ok ? await response.json() : undefined);
    return answer.success ? ok(answer.data) : fail("unavailable");
  } catch {
    return fail("unavailable");
  }
};
