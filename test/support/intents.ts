import type { Consent, Intent } from "../../core/intent/intent.ts";
import { termsOfIntent } from "../../core/intent/terms-of-intent.ts";
import type { HolderId, IntentId, KeyId } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";

export const alice = "hol_alice" as HolderId;

/** Alice's proposal of 12.99 € to Bob, made at noon, open for a day. */
export const proposal = (more: Partial<Intent> = {}): Intent => ({
  id: "pi_cinema" as IntentId,
  version: 1,
  state: "pending_approval",
  payer: { channel: "x", userId: "101", handle: "alice", name: "Alice", holder: alice },
  lines: [{ payee: { channel: "x", userId: "102", handle: "bob", name: "Bob" }, amount: 1299n }],
  currency: EUR,
  fee: 0n,
  note: "pour le ciné",
  source: {
    channel: "x",
    rootId: "1900000000000000000",
    postId: "1900000000000000000",
    text: "@piaf #envoyer 12,99€ @bob pour le ciné",
    language: "fr",
    writtenAt: "2026-11-24T12:00:00.000Z",
    edited: false,
  },
  createdAt: "2026-11-24T12:00:00.000Z",
  updatedAt: "2026-11-24T12:00:00.000Z",
  expiresAt: "2026-11-25T12:00:00.000Z",
  ...more,
});

export const noon = Date.parse("2026-11-24T12:00:00.000Z");

export const consentTo = (intent: Intent, nonce = "AAAAAAAAAAAAAAAAAAAAAA"): Consent => ({
  terms: { ...termsOfIntent(intent, { payer: alice, stage: "test" }), nonce },
  evidence: {
    kind: "device",
    key_id: "key_alice" as KeyId,
    signature: "c2lnbmF0dXJl",
    pin_proof: { mac: "bWFj", expires: noon / 1000 + 300 },
  },
});
