import * as z from "zod";
import type { PayeeCheck } from "../core/consent/terms.ts";
import { maximumAmountMinor } from "../core/money/money.ts";

/** base64url without padding. */
const base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/, "must be base64url without padding");

const nonce = base64Url.min(22).max(64);
const wellFormed = z.string().refine((text) => text.isWellFormed(), "must be well-formed Unicode");

const termsLine = z.strictObject({
  channel: z.string().max(32),
  user_id: z.string().min(1).max(64),
  handle: z.string().min(1).max(64),
  name: wellFormed.max(300),
  amount: z.int().positive(),
  /** Who has no wallet: until when the money waits for him. */
  claim_until: z.iso.datetime().optional(),
});

/** Exactly these properties: one that is not displayed cannot be signed. */
export const paymentTerms = z.strictObject({
  v: z.literal(1),
  purpose: z.literal("pay"),
  stage: z.string().max(32),
  intent: z.string().startsWith("pi_").max(64),
  version: z.int().positive(),
  payer: z.string().startsWith("hol_").max(64),
  /** A ledger transaction holds 100 items: two a line, and the payer's wallet. */
  lines: z.array(termsLine).min(1).max(49),
  currency: z.string().length(3),
  fee: z.int().nonnegative(),
  expires: z.iso.datetime(),
  nonce,
});

export const enrolTerms = z.strictObject({
  v: z.literal(1),
  purpose: z.literal("enrol"),
  stage: z.string().max(32),
  holder: z.string().startsWith("hol_").max(64),
  key: z.string().startsWith("key_").max(64),
  expires: z.iso.datetime(),
  nonce,
});

const minorLimit = z.int().nonnegative().max(Number(maximumAmountMinor));

/** Limits by name, in minor units; which are left out stay as they are. */
export const limits = z
  .strictObject({
    to_person: minorLimit.optional(),
    to_organisation: minorLimit.optional(),
    day: minorLimit.optional(),
    month: minorLimit.optional(),
    balance: minorLimit.optional(),
  })
  .refine((named) => Object.keys(named).length > 0, "must name a limit");

const changeTerms = {
  v: z.literal(1),
  stage: z.string().max(32),
  holder: z.string().startsWith("hol_").max(64),
  currency: z.string().length(3),
  expires: z.iso.datetime(),
  nonce,
};

export const limitTerms = z.strictObject({
  ...changeTerms,
  purpose: z.literal("limit"),
  limits,
  effective: z.iso.datetime(),
});

export const payeeChecks = [
  "match",
  "close_match",
  "no_match",
  "not_possible",
] as const satisfies readonly PayeeCheck[];

/** A name that a bank can write: SEPA has room for 70 letters. */
export const payeeName = wellFormed.min(1).max(70);

export const payoutTerms = z.strictObject({
  ...changeTerms,
  purpose: z.literal("payout"),
  amount: z.int().positive().max(Number(maximumAmountMinor)),
  iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/),
  name: payeeName,
  check: z.enum(payeeChecks),
});

export const closeTerms = z.strictObject({
  ...changeTerms,
  purpose: z.literal("close"),
  await_payouts: z.literal(true).optional(),
});

export const unfreezeTerms = z.strictObject({ ...changeTerms, purpose: z.literal("unfreeze") });

export const returnTerms = z.strictObject({
  ...changeTerms,
  purpose: z.literal("return"),
  transfer: z.string().startsWith("tr_").max(64),
  to: termsLine.pick({ channel: true, user_id: true, handle: true, name: true }),
  amount: z.int().positive().max(Number(maximumAmountMinor)),
});

const keyId = z.string().startsWith("key_").max(64);

const passkeyEvidence = z.strictObject({
  kind: z.literal("passkey"),
  key_id: keyId,
  client_data: base64Url.max(4_000),
  authenticator_data: base64Url.max(4_000),
  signature: base64Url.max(1_000),
});

export const pinProof = z.strictObject({ mac: base64Url.max(64), expires: z.int().positive() });

const deviceEvidence = z.strictObject({
  kind: z.literal("device"),
  key_id: keyId,
  signature: base64Url.max(200),
  pin_proof: pinProof,
});

export const evidence = z.discriminatedUnion("kind", [passkeyEvidence, deviceEvidence]);
export { base64Url, wellFormed };
