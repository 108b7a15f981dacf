import * as z from "zod";
import { evidence, paymentTerms } from "../consent.ts";

const party = z.object({
  channel: z.string(),
  user_id: z.string(),
  handle: z.string(),
  name: z.string(),
  picture: z.string().optional(),
});

/** Amounts in minor units of `currency`. Times ISO 8601 in UTC. */
export const intentView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string(),
  reason: z.string().optional(),
  /** The caller's side. */
  role: z.enum(["payer", "payee"]),
  payer: party,
  /** A payee sees only the lines to himself. */
  lines: z.array(z.object({ payee: party, amount: z.int() })),
  currency: z.string(),
  fee: z.int(),
  total: z.int(),
  note: z.string(),
  source: z.object({
    channel: z.string(),
    post_id: z.string(),
    text: z.string(),
    language: z.string().optional(),
    written_at: z.string(),
    edited: z.boolean(),
  }),
  /** What the app must sign to approve, save `nonce`, which it makes itself; only while `pending_approval` and for the payer. */
  terms: paymentTerms.omit({ nonce: true }).optional(),
  /** May be tried again as a new version. */
  retryable: z.boolean(),
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

export const approval = z.strictObject({ terms: paymentTerms, evidence });
export const versionOnly = z.strictObject({ version: z.int().positive() });

export type IntentView = z.infer<typeof intentView>;
export type IntentList = z.infer<typeof intentList>;
export type Approval = z.infer<typeof approval>;
