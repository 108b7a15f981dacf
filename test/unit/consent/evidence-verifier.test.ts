import { beforeAll, describe, expect, it } from "vitest";
import { createEvidenceVerifier } from "../../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../../adapters/webauthn/relying-parties.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import { pinProofMac } from "../../../core/consent/pin-proof.ts";
import type { Bytes } from "../../../core/encoding.ts";
import type { PaymentKey } from "../../../core/holder/holder.ts";
import type { HolderId } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { createDeviceKey, createPasskey, flipped, someChallenge } from "../../support/software-authenticator.ts";

const stage = "http://localhost:4400";
const phone = { origin: "http://alice.localhost:4400", relyingParty: "alice.localhost" };
const other = { origin: "http://bob.localhost:4400", relyingParty: "bob.localhost" };
const nowMs = Date.parse("2026-11-24T12:00:00.000Z");
const pinSecret = "a secret of enrol and ledger";
const alice = "hol_alice" as HolderId;
const bob = "hol_bob" as HolderId;

const verifier = createEvidenceVerifier({
  parties: relyingPartiesOf([stage, phone.origin, other.origin].join(",")),
  pinSecret: async () => pinSecret,
  clock: () => nowMs,
});

const verify = (evidence: Evidence, key: PaymentKey, challenge: Bytes) =>
  verifier.verify({ challenge, evidence, key, holder: alice });

describe("a passkey's assertion", () => {
  let passkey: Awaited<ReturnType<typeof createPasskey>>;
  const challenge = someChallenge();
  beforeAll(async () => {
    passkey = await createPasskey(phone);
  });

  it("holds over the challenge it was made for", async () => {
    expect(await verify(passkey.assert(challenge), passkey.key, challenge)).toEqual(ok(undefined));
  });

  it("holds whatever its counter says, and again", async () => {
    const evidence = passkey.assert(challenge, { counter: 7 });
    expect(await verify(evidence, passkey.key, challenge)).toEqual(ok(undefined));
    expect(await verify(evidence, passkey.key, challenge)).toEqual(ok(undefined));
    expect(await verify(passkey.assert(challenge, { counter: 3 }), passkey.key, challenge)).toEqual(ok(undefined));
  });

  it("holds inside the stage, a frame of another origin of the app, and in no other frame", async () => {
    const framed = passkey.assert(challenge, { topOrigin: stage });
    expect(await verify(framed, passkey.key, challenge)).toEqual(ok(undefined));
    const stolen = passkey.assert(challenge, { topOrigin: "https://evil.example" });
    expect(await verify(stolen, passkey.key, challenge)).toEqual(fail("signature_invalid"));
  });

  it("does not hold over another challenge", async () => {
    expect(await verify(passkey.assert(challenge), passkey.key, someChallenge())).toEqual(fail("challenge_mismatch"));
  });

  it.each([
    ["signature", "signature_invalid"],
    ["authenticator_data", "signature_invalid"],
  ] as const)("does not hold with a bit of its %s changed", async (field, fault) => {
    const evidence = passkey.assert(challenge);
    const changed = { ...evidence, [field]: flipped(evidence[field]) };
    expect(await verify(changed, passkey.key, challenge)).toEqual(fail(fault));
  });

  it("does not hold with client data that were not signed", async () => {
    const [evidence, again] = [passkey.assert(challenge), passkey.assert(challenge, { topOrigin: stage })];
    const changed = { ...evidence, client_data: again.client_data };
    expect(await verify(changed, passkey.key, challenge)).toEqual(fail("signature_invalid"));
  });

  it.each(["client_data", "authenticator_data", "signature"] as const)(
    "refuses a %s that is no base64url",
    async (field) => {
      const refused = await verify({ ...passkey.assert(challenge), [field]: "A" }, passkey.key, challenge);
      expect(refused.ok).toBe(false);
    },
  );

  it("refuses client data that are no object", async () => {
    const evidence = { ...passkey.assert(challenge), client_data: Buffer.from("null").toString("base64url") };
    expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("challenge_mismatch"));
  });

  it("needs the user to be verified", async () => {
    const evidence = passkey.assert(challenge, { verified: false });
    expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("user_not_verified"));
  });

  it("needs an assertion, not a registration", async () => {
    const evidence = passkey.assert(challenge, { type: "webauthn.create" });
    expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("signature_invalid"));
  });

  it("does not hold from an origin that is not the app's, nor from another phone's", async () => {
    for (const origin of ["https://evil.example", other.origin]) {
      const evidence = passkey.assert(challenge, { origin });
      expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("origin_not_allowed"));
    }
  });

  it("does not hold for another relying party", async () => {
    const evidence = passkey.assert(challenge, { relyingParty: other.relyingParty });
    expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("signature_invalid"));
  });

  it("does not hold for a key of a relying party that is not the app's", async () => {
    const key = { ...passkey.key, relyingParty: "evil.example" };
    expect(await verify(passkey.assert(challenge), key, challenge)).toEqual(fail("origin_not_allowed"));
  });

  it("does not hold for another key, even under its name", async () => {
    const stranger = await createPasskey(phone);
    expect(await verify(passkey.assert(challenge), stranger.key, challenge)).toEqual(fail("key_unknown"));
    const renamed = { ...passkey.assert(challenge), key_id: stranger.id };
    expect(await verify(renamed, stranger.key, challenge)).toEqual(fail("signature_invalid"));
  });

  it("is no device's signature", async () => {
    const device = await createDeviceKey();
    const renamed = { ...passkey.assert(challenge), key_id: device.id };
    expect(await verify(renamed, device.key, challenge)).toEqual(fail("key_kind_mismatch"));
  });
});

describe("a passkey's assertion from the browser's own payment dialog", () => {
  let passkey: Awaited<ReturnType<typeof createPasskey>>;
  const challenge = someChallenge();
  const payment = { payeeName: "Bob (@bob)", total: { currency: "EUR", value: "12.99" } };
  const instrument = { displayName: "Piaf", icon: `${phone.origin}/app/icon-192.png` };
  const shown = { rpId: phone.relyingParty, topOrigin: phone.origin, ...payment, instrument };
  const judge = (evidence: Evidence, expected: typeof payment | undefined = payment) =>
    verifier.verify({ challenge, evidence, key: passkey.key, holder: alice, payment: expected });
  beforeAll(async () => {
    passkey = await createPasskey(phone);
  });

  it("holds over the payment that it showed, in the app and in the stage", async () => {
    expect(await judge(passkey.assert(challenge, { payment: shown }))).toEqual(ok(undefined));
    const framed = { topOrigin: stage, payment: { ...shown, topOrigin: stage } };
    expect(await judge(passkey.assert(challenge, framed))).toEqual(ok(undefined));
  });

  it.each([
    ["another payee", { payeeName: "Bobby (@bobby)" }],
    ["a payee that is no text", { payeeName: 1 }],
    ["a shop's address beside the payee", { payeeOrigin: "https://shop.example" }],
    ["a larger amount", { total: { currency: "EUR", value: "129.90" } }],
    ["another currency", { total: { currency: "USD", value: "12.99" } }],
    ["no amount", { total: null }],
    ["another relying party", { rpId: "bob.localhost" }],
    ["another page", { topOrigin: "https://evil.example" }],
  ])("does not hold when it showed %s", async (_name, change) => {
    const evidence = passkey.assert(challenge, { payment: { ...shown, ...change } });
    expect(await judge(evidence)).toEqual(fail("payment_mismatch"));
  });

  it("does not hold for what is no payment to one payee, nor without saying what it showed", async () => {
    const evidence = passkey.assert(challenge, { payment: shown });
    expect(await verify(evidence, passkey.key, challenge)).toEqual(fail("payment_mismatch"));
    expect(await judge(passkey.assert(challenge, { type: "payment.get" }))).toEqual(fail("payment_mismatch"));
  });

  it("must be signed, verified and for this challenge like any other", async () => {
    const evidence = passkey.assert(challenge, { payment: shown });
    const changed = { ...evidence, signature: flipped(evidence.signature) };
    expect(await judge(changed)).toEqual(fail("signature_invalid"));
    expect(await judge(passkey.assert(someChallenge(), { payment: shown }))).toEqual(fail("challenge_mismatch"));
    const unverified = passkey.assert(challenge, { payment: shown, verified: false });
    expect(await judge(unverified)).toEqual(fail("user_not_verified"));
  });
});

describe("a device's signature with a PIN proof", () => {
  let device: Awaited<ReturnType<typeof createDeviceKey>>;
  const challenge = someChallenge();
  const expires = nowMs / 1_000 + 60;
  const proof = async (claim: { holder?: HolderId; challenge?: Bytes; expires?: number; secret?: string } = {}) => {
    const proved = { holder: alice, challenge, expires, ...claim };
    return { mac: await pinProofMac(claim.secret ?? pinSecret, proved), expires: proved.expires };
  };
  beforeAll(async () => {
    device = await createDeviceKey();
  });

  it("holds over the challenge that both were made for", async () => {
    expect(await verify(device.assert(challenge, await proof()), device.key, challenge)).toEqual(ok(undefined));
  });

  it("does not hold over another challenge, nor with a changed or impossible signature", async () => {
    const evidence = device.assert(challenge, await proof());
    expect(await verify(evidence, device.key, someChallenge())).toEqual(fail("signature_invalid"));
    for (const signature of [flipped(evidence.signature), "A", "AAAA"]) {
      expect(await verify({ ...evidence, signature }, device.key, challenge)).toEqual(fail("signature_invalid"));
    }
  });

  it("does not hold without the PIN: another challenge's, another person's, another secret's, a later expiry", async () => {
    const wrong = [
      await proof({ challenge: someChallenge() }),
      await proof({ holder: bob }),
      await proof({ secret: "a guess" }),
      { ...(await proof()), expires: expires + 1 },
      { mac: "A", expires },
      { mac: "", expires },
    ];
    for (const pinProof of wrong) {
      const evidence = device.assert(challenge, pinProof);
      expect(await verify(evidence, device.key, challenge)).toEqual(fail("pin_proof_invalid"));
    }
  });

  it("holds until the second in which the PIN proof expires", async () => {
    const inTime = device.assert(challenge, await proof({ expires: nowMs / 1_000 + 1 }));
    expect(await verify(inTime, device.key, challenge)).toEqual(ok(undefined));
    const late = device.assert(challenge, await proof({ expires: nowMs / 1_000 }));
    expect(await verify(late, device.key, challenge)).toEqual(fail("pin_proof_expired"));
  });

  it("does not hold for a key that is none", async () => {
    const key = { ...device.key, publicKey: "AAAA" };
    expect(await verify(device.assert(challenge, await proof()), key, challenge)).toEqual(fail("signature_invalid"));
  });
});
