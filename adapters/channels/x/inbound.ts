import { fail, ok } from "../../../core/result.ts";
import type { InboundChannel, SecretReader } from "../channel.ts";
import { readEvents } from "./read-events.ts";
import { currentConsumerSecret, readXSecret } from "./secret.ts";
import { challengeResponse, isSigned } from "./signature.ts";

/** The webhook of X: challenge-response checks, signatures over raw bytes, both event families. */
export const createXInbound = (settings: {
  readonly readSecret: SecretReader;
  /** The numeric id of the bot's account: its own posts are left out. */
  readonly botUserId: string;
}): InboundChannel => ({
  answerChallenge: async (query) => {
    const secret = currentConsumerSecret(await readXSecret(settings.readSecret));
    const response = challengeResponse(secret, query["crc_token"] ?? "");
    return response === undefined ? fail("not_a_challenge") : ok({ response_token: response });
  },
  verifySignature: async ({ headers, body }) => {
    const { consumer_secrets: secrets } = await readXSecret(settings.readSecret);
    return isSigned({ header: headers["x-twitter-webhooks-signature"], body }, secrets);
  },
  readEvents: (body) => readEvents(body, settings.botUserId),
});
