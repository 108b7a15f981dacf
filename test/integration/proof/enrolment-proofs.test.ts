import { afterAll, beforeAll, expect, it } from "vitest";
import { createOfflineIdTokenVerifier } from "../../../adapters/identity/offline-id-token.ts";
import { createOfflineSignatureVerifier } from "../../../adapters/webauthn/offline-signature.ts";
import { type EnrolmentProof, keyStatementOf } from "../../../core/consent/key-statement.ts";
import type { PaymentKey } from "../../../core/holder/holder.ts";
import type { StageKeys } from "../../../core/proof/receipt.ts";
import { enrolmentFault } from "../../../core/proof/verify-enrolment.ts";
import type { Trust } from "../../../core/proof/verify-signature.ts";
import { createDeviceKey, createPasskey } from "../../support/software-authenticator.ts";
import { type EnrolWorld, type Person, place, startEnrolWorld } from "../consent/enrol-world.ts";

/** What `enrol` itself has kept, judged by nothing but what the stage publishes. */
let world: EnrolWorld;
let trust: Trust;

beforeAll(async () => {
  world = await startEnrolWorld();
  const { issuer, clientId } = world.identity;
  const keys: StageKeys = {
    ...{ v: 1, stage: world.stage, root_keys: [], relying_parties: [place.relyingParty], origins: [place.origin] },
    identity: { issuer, client_id: clientId, keys: await world.publishedKeys() },
  };
  const signature = createOfflineSignatureVerifier(keys.origins);
  trust = { keys, verifiers: { signature, idToken: createOfflineIdTokenVerifier(keys.identity) } };
});
afterAll(() => world.stop());

const keyOf = async (person: Person, id: string): Promise<PaymentKey> =>
  (await world.deps.holders.byId(person.id))!.keys.find((key) => key.id === id)!;

const proofOf = async (person: Person, key: PaymentKey): Promise<EnrolmentProof> =>
  (await world.enrolments.get(person.id, key.enrolment))!;

it("keeps what admitted each key, so that it can be judged again down to the sign-in", async () => {
  const alice = await world.newPerson("Alice");
  const [passkey, device] = [await createPasskey(place), await createDeviceKey()];
  await world.enrol(alice, passkey.register(), await world.bySignIn(alice, passkey.id));
  const later = await world.byEarlierKey(alice, { key: device.id, signer: passkey });
  await world.enrol(alice, device.register(), later);
  const [first, second] = [await keyOf(alice, passkey.id), await keyOf(alice, device.id)];
  const chain = [await proofOf(alice, second), await proofOf(alice, first)];
  const enrolled = { key: keyStatementOf(second), holder: alice.id };
  expect(await enrolmentFault(enrolled, chain, trust)).toBeUndefined();
  expect(await enrolmentFault({ ...enrolled, holder: "hol_mallory" }, chain, trust)).toBe("enrol_terms_other");
});

it("keeps it after the key was revoked, and beside that of its next enrolment", async () => {
  const bob = await world.newPerson("Bob");
  const [passkey, device] = [await createPasskey(place), await createDeviceKey()];
  await world.enrol(bob, passkey.register(), await world.bySignIn(bob, passkey.id));
  await world.enrol(bob, device.register(), await world.bySignIn(bob, device.id));
  const before = await keyOf(bob, device.id);
  await world.deps.holders.revokeKey(bob.id, device.id);
  const again = await world.byEarlierKey(bob, { key: device.id, signer: passkey });
  expect((await world.enrol(bob, device.register(), again)).status).toBe(200);
  const after = await keyOf(bob, device.id);
  expect((await proofOf(bob, before)).way).toBe("fresh_sign_in");
  expect((await proofOf(bob, after)).way).toBe("earlier_key");
  expect(
    await enrolmentFault({ key: keyStatementOf(before), holder: bob.id }, [await proofOf(bob, before)], trust),
  ).toBeUndefined();
});

it("knows nothing of a proof that nobody gave", async () => {
  const carol = await world.newPerson("Carol");
  expect(await world.enrolments.get(carol.id, "A".repeat(43))).toBeUndefined();
});
