import canonicalize from "canonicalize";
import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commitmentTo } from "../../../core/consent/commitment.ts";
import { type EnrolmentProof, enrolmentHash, keyStatementOf } from "../../../core/consent/key-statement.ts";
import { pinProofHolds, pinProofLifetimeMs, pinProofMac } from "../../../core/consent/pin-proof.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import { toBase64Url, utf8 } from "../../../core/encoding.ts";
import { alice, evidence, phoneKey, terms } from "./payments.ts";

/** By Node's own hash and another RFC 8785: what these forms are must not change, or no proof of before holds any more. */
const hashOf = (value: unknown): string =>
  createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("base64url");

const key = keyStatementOf(phoneKey);

describe("what is hashed", () => {
  it("as the challenge is the terms, and nothing else", async () => {
    expect(toBase64Url(await challengeOf(terms))).toBe(hashOf(terms));
  });

  it("as the commitment is the terms, the evidence and the key, under a name of its own", async () => {
    expect(await commitmentTo({ terms, evidence, key })).toBe(hashOf(["piaf consent v1", terms, evidence, key]));
  });

  it("as the enrolment is what admitted the key, under a name of its own", async () => {
    const proof: EnrolmentProof = { way: "fresh_sign_in", id_token: "a.b.c" };
    expect(await enrolmentHash(proof)).toBe(hashOf(["piaf enrolment v1", proof]));
  });
});

it("a proof speaks of a key without its device or its owner's words", () => {
  expect(keyStatementOf(phoneKey)).toEqual({
    id: "key_phone",
    kind: "passkey",
    public_key: "cGhvbmU",
    relying_party: "pay.example",
    enrolled_at: "2026-11-01T09:00:00.000Z",
    enrolment: "ZW5yb2xtZW50",
  });
});

describe("the proof of a PIN", () => {
  const claim = { holder: alice.id, challenge: utf8("a challenge"), expires: 1_764_000_000 };

  it("lives for five minutes", () => {
    expect(pinProofLifetimeMs).toBe(300_000);
  });

  it("is HMAC-SHA256 over the holder, the challenge and the expiry, under a name of its own", async () => {
    const message =
      canonicalize(["piaf pin proof v1", claim.holder, toBase64Url(claim.challenge), claim.expires]) ?? "";
    const mac = createHmac("sha256", "secret").update(message).digest("base64url");
    expect(await pinProofMac("secret", claim)).toBe(mac);
    expect(await pinProofHolds("secret", { ...claim, mac })).toBe(true);
  });

  it("holds under its own secret and for its own claim alone", async () => {
    const proof = { ...claim, mac: await pinProofMac("secret", claim) };
    const others = [
      { ...proof, holder: "hol_bob" as typeof claim.holder },
      { ...proof, challenge: utf8("another") },
      { ...proof, expires: claim.expires + 1 },
      { ...proof, mac: "" },
      { ...proof, mac: "no base64url!" },
    ];
    for (const other of others) expect(await pinProofHolds("secret", other)).toBe(false);
    expect(await pinProofHolds("another", proof)).toBe(false);
  });
});
