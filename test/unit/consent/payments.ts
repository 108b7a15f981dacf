import type { ChannelName } from "../../../core/channel/channel-event.ts";
import type { PasskeyEvidence } from "../../../core/consent/evidence.ts";
import type { PaymentTerms, TermsLine } from "../../../core/consent/terms.ts";
import type { Holder, PaymentKey } from "../../../core/holder/holder.ts";
import type { HolderId, KeyId } from "../../../core/ids.ts";

/** alice and whom she pays, as values: nothing is stored and nothing is signed. */
export const phoneKey: PaymentKey = {
  id: "key_phone" as KeyId,
  kind: "passkey",
  publicKey: "cGhvbmU",
  credentialId: "Y3JlZGVudGlhbA",
  relyingParty: "pay.example",
  label: "Phone",
  enrolledAt: "2026-11-01T09:00:00.000Z",
  way: "fresh_sign_in",
  enrolment: "ZW5yb2xtZW50",
};

export const holder = (name: string, userId: string, keys: readonly PaymentKey[] = []): Holder => ({
  id: `hol_${name.toLowerCase()}` as HolderId,
  name,
  links: [
    { channel: "x", userId, handle: name.toLowerCase(), linkedAt: "2026-11-01T09:00:00.000Z" },
    { channel: "elsewhere" as ChannelName, userId: "7", handle: "somebody", linkedAt: "2026-11-01T09:00:00.000Z" },
  ],
  keys,
});

export const alice = holder("Alice", "101", [{ ...phoneKey, id: "key_tablet" as KeyId }, phoneKey]);
export const bob = holder("Bob", "102");
export const carol = holder("Carol", "103");

export const line = (payee: Holder, amount: number): TermsLine => ({
  channel: "x",
  user_id: payee.links[0]!.userId,
  handle: payee.links[0]!.handle,
  name: payee.name,
  amount,
});

export const terms: PaymentTerms = {
  v: 1,
  purpose: "pay",
  stage: "test",
  intent: "pi_1",
  version: 3,
  payer: alice.id,
  lines: [line(bob, 1_299), line(carol, 250)],
  currency: "EUR",
  fee: 0,
  expires: "2026-11-24T12:10:00.000Z",
  nonce: "AAAAAAAAAAAAAAAAAAAAAA",
};

export const evidence: PasskeyEvidence = {
  kind: "passkey",
  key_id: phoneKey.id,
  client_data: "Y2xpZW50",
  authenticator_data: "YXV0aA",
  signature: "c2lnbmF0dXJl",
};
