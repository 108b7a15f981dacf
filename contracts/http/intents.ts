import * as z from "zod";
import { evidence, paymentTerms, wellFormed } from "../consent.ts";

const party = z.object({
  channel: z.string(),
  user_id: z.string(),
  handle: z.string(),
  name: z.string(),
  picture: z.string().optional(),
});

/**
 * Whether the name that the payer asked for is the name that Piaf knows (verification of payee): `verified` match, `close`
 * close match (show both), `no_match`, `unknown` not possible: nobody at Piaf has proved to own the account.
 */
const check = z.enum(["verified", "close", "no_match", "unknown"]);

const line = z.object({
  payee: party,
  amount: z.int(),
  check,
  /** What the post called the payee, where that is not the name shown. */
  asked_as: z.string().optional(),
  /** The payee has no wallet: the money waits for him until then, and comes back by itself if he does not join. */
  claim_until: z.string().optional(),
  /** Once it was settled: `paid` at once; `held` until the payee joins; `claimed` by him; `returned` to the payer. */
  outcome: z.enum(["paid", "held", "claimed", "returned"]).optional(),
  /** What the payee has sent back of it since: the caller's own transfers, with their proofs. */
  returns: z.array(z.object({ transfer: z.string(), amount: z.int(), at: z.string() })).optional(),
});

/**
 * What the payer should think about before approving; of a line, where `line` is there (its index in `lines`).
 * `first_payment`: nothing has been paid to this account yet, and the payer does not trust it. `unusual_amount`: more
 * than three times the largest amount that the payer has paid anybody. `look_alike`: the handle is easily taken for that
 * of `like`, whom the payer knows. `edited`, `post_deleted`: what has happened to the post. `not_linked`: the account that
 * wrote the post is not the payer's any more (of a reported payment: it is still linked, and ought not to be).
 */
const warning = z.object({
  code: z.enum([
    "first_payment",
    "unusual_amount",
    "look_alike",
    "edited",
    "post_deleted",
    "not_linked",
    "still_linked",
  ]),
  line: z.int().optional(),
  /** The handle of the contact that it looks like. */
  like: z.string().optional(),
});

/** A part of the post that Piaf understood: UTF-16 offsets of `source.text`, `end` exclusive; ascending, never overlapping. */
const mark = z.object({ start: z.int(), end: z.int(), part: z.enum(["verb", "amount", "payee", "note"]) });

/** When what is known of it happened, oldest first: `proposed`, `edited`, or a state that it came into. */
const step = z.object({ state: z.string(), at: z.string() });

/** Amounts in minor units of `currency`. Times ISO 8601 in UTC. */
export const intentView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string(),
  reason: z.string().optional(),
  /** For the payer of a failed payment: what would help (core/limits/refusal-help.ts). */
  help: z.string().optional(),
  /** The caller's side. */
  role: z.enum(["payer", "payee"]),
  payer: party,
  /** A payee sees only the lines to himself. */
  lines: z.array(line),
  /** For the payer, while he may still approve or has to know. */
  warnings: z.array(warning),
  currency: z.string(),
  fee: z.int(),
  total: z.int(),
  note: z.string(),
  source: z.object({
    /** `app`: asked for in the app; there is no post. */
    channel: z.string(),
    post_id: z.string(),
    text: z.string(),
    marks: z.array(mark),
    /** Who can read the post: `everybody`, those whom the writer lets (`followers`), or, without a post, `nobody`. */
    readers: z.enum(["everybody", "followers", "nobody"]),
    language: z.string().optional(),
    written_at: z.string(),
    edited: z.boolean(),
  }),
  /** What the app must sign to approve, save `nonce`, which it makes itself; only while `pending_approval` and for the payer. */
  terms: paymentTerms.omit({ nonce: true }).optional(),
  /** The payer wants back what has not been claimed; it is on its way. */
  take_back_asked_at: z.string().optional(),
  /** May be tried again as a new version. */
  retryable: z.boolean(),
  timeline: z.array(step),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
});

export const intentList = z.object({ data: z.array(intentView), next_cursor: z.string().optional() });

export const intentQuery = z.object({
  /** `open`: waits for the caller (approve, answer, try again); `closed`: the rest. */
  status: z.enum(["open", "closed"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
});

/**
 * A payment asked for in the app. A payee is named by the network's permanent id, as GET /v1/payees/{channel}/{handle}
 * says it; the channel `piaf` names a person by the holder id and needs no network.
 */
export const newIntent = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        payee: z.strictObject({
          channel: z.string().min(1).max(32),
          user_id: z.string().min(1).max(64),
          handle: z.string().min(1).max(64),
          /** As the app showed it: what the name that Piaf knows is compared with. */
          name: wellFormed.max(300).optional(),
        }),
        amount: z.int().positive(),
      }),
    )
    .min(1)
    .max(49),
  currency: z.string().length(3),
  note: wellFormed.trim().max(280).default(""),
});

export const approval = z.strictObject({ terms: paymentTerms, evidence });
export const versionOnly = z.strictObject({ version: z.int().positive() });

export type IntentView = z.infer<typeof intentView>;
export type NewIntent = z.infer<typeof newIntent>;
export type IntentList = z.infer<typeof intentList>;
export type Approval = z.infer<typeof approval>;
