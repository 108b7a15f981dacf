import * as z from "zod";

/**
 * `relay` → notices queue → `notifier`: what has become of an intent, of a holder's keys, or of a writer's wish. Ids only,
 * and what a reply needs of the post: who reads the queue learns no more than the post said.
 */
const intentNotice = z.object({
  type: z.literal("intent.changed.v1"),
  intent: z.string().startsWith("pi_"),
  version: z.int().positive(),
  state: z.string(),
  reason: z.string().optional(),
  channel: z.string(),
  postId: z.string(),
  rootId: z.string(),
  /** The author of the post, by the permanent id. */
  writerId: z.string(),
  /** Nothing is to be said of it in public. */
  quiet: z.boolean().optional(),
  language: z.string().optional(),
  /** What the post itself said, in minor units; the reply may repeat it. */
  total: z.int().nonnegative().optional(),
  currency: z.string().length(3).optional(),
  /** Somebody has no wallet: until when the money waits for him. */
  claimUntil: z.iso.datetime().optional(),
  /** Whose phones are told: the payer, where he is known, and once it is paid those it went to, by their accounts. */
  holder: z.string().startsWith("hol_").optional(),
  payees: z.array(z.object({ channel: z.string(), userId: z.string() })).optional(),
});

const keyNotice = z.object({
  type: z.literal("key.enrolled.v1"),
  holder: z.string().startsWith("hol_"),
  key: z.string().startsWith("key_"),
  enrolledAt: z.iso.datetime(),
});

/** The payer is reminded of what nobody has claimed. */
const claimReminder = z.object({
  type: z.literal("claim.reminder.v1"),
  intent: z.string().startsWith("pi_"),
  version: z.int().positive(),
  holder: z.string().startsWith("hol_"),
  /** Which one it is, from 1. */
  reminder: z.int().positive(),
});

/** A payee has sent back what he was paid, or some of it. */
const returnNotice = z.object({
  type: z.literal("payment.returned.v1"),
  intent: z.string().startsWith("pi_"),
  /** The payer, to whom it came back. */
  holder: z.string().startsWith("hol_"),
  payee: z.object({ channel: z.string(), userId: z.string() }),
});

/** Something has been said or done about a payment that was reported: who is to hear of it. */
const caseNotice = z.object({
  type: z.literal("case.changed.v1"),
  case: z.string().startsWith("ca_"),
  holders: z.array(z.string().startsWith("hol_")).max(2),
});

/** Somebody asked to be left alone, or to be heard again. */
const wishNotice = z.object({
  type: z.literal("writer.wished.v1"),
  wish: z.enum(["stop", "start"]),
  channel: z.string(),
  postId: z.string(),
  writerId: z.string(),
  quiet: z.boolean().optional(),
  language: z.string().optional(),
});

export const notice = z.discriminatedUnion("type", [
  intentNotice,
  claimReminder,
  returnNotice,
  caseNotice,
  keyNotice,
  wishNotice,
]);

export type IntentNotice = z.infer<typeof intentNotice>;
export type ClaimReminder = z.infer<typeof claimReminder>;
export type ReturnNotice = z.infer<typeof returnNotice>;
export type WishNotice = z.infer<typeof wishNotice>;
export type Notice = z.infer<typeof notice>;
