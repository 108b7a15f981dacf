import * as z from "zod";
import { base64Url, enrolTerms, evidence, paymentTerms, returnTerms } from "../consent.ts";

const instant = z.iso.datetime();
const hash = base64Url.length(43);
const walletId = z.string().startsWith("wal_").max(64);

const transferRecord = z.strictObject({
  id: z.string().startsWith("tr_").max(64),
  version: z.int().positive(),
  debit: walletId,
  credit: walletId,
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string().length(3),
  code: z.string().max(32),
  ref: z.string().max(64),
  kind: z.enum(["post_pending", "reversal"]).optional(),
  of: z.string().max(64).optional(),
  posted_at: instant,
  consent: hash.optional(),
});

const keyStatement = z.strictObject({
  id: z.string().startsWith("key_").max(64),
  kind: z.enum(["passkey", "device"]),
  public_key: base64Url.max(2_000),
  relying_party: z.string().max(255).optional(),
  enrolled_at: instant,
  enrolment: hash,
});

const enrolmentProof = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("fresh_sign_in"), id_token: z.string().max(8_000) }),
  z.strictObject({ way: z.literal("earlier_key"), terms: enrolTerms, evidence, earlier: keyStatement }),
]);

const consent = z.strictObject({
  terms: z.discriminatedUnion("purpose", [paymentTerms, returnTerms]),
  evidence,
  key: keyStatement,
  /** What admitted the key, then what admitted the key that admitted it, down to a sign-in. */
  enrolment: z.array(enrolmentProof).min(1).max(100),
});

const signedDayRoot = z.strictObject({
  v: z.literal(1),
  stage: z.string().max(32),
  day: z.iso.date(),
  count: z.int().nonnegative(),
  root: hash,
  previous: hash.nullable(),
  signed_at: instant,
  key_id: z.string().max(64),
  signature: base64Url.length(86),
});

const inclusion = z.strictObject({ index: z.int().nonnegative(), path: z.array(hash).max(64), root: signedDayRoot });

/** The proof of one transfer: `npm run verify` judges it by the stage's published keys alone (docs/proof.md). */
export const receipt = z.strictObject({
  v: z.literal(1),
  transfer: transferRecord,
  consent: consent.optional(),
  inclusion: inclusion.optional(),
});

/** What a stage publishes for whoever judges its receipts. */
export const stageKeys = z.strictObject({
  v: z.literal(1),
  stage: z.string().max(32),
  root_keys: z.array(z.strictObject({ key_id: z.string().max(64), public_key: base64Url.max(300) })),
  identity: z.strictObject({
    issuer: z.string(),
    client_id: z.string(),
    /** RFC 7517. */
    keys: z.array(z.looseObject({ kid: z.string() })),
  }),
  relying_parties: z.array(z.string()),
  origins: z.array(z.url()).min(1),
});

export type ReceiptView = z.infer<typeof receipt>;
