import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import type { EnrolTerms } from "../../../core/consent/terms.ts";
import { createDeviceKey, createPasskey } from "../../support/software-authenticator.ts";
import { type EnrolWorld, type Passkey, type Person, place, startEnrolWorld } from "./enrol-world.ts";

let world: EnrolWorld;
beforeAll(async () => {
  world = await startEnrolWorld();
});
afterAll(() => world.stop());

const withFirstKey = async (name = "Alice"): Promise<{ person: Person; passkey: Passkey }> => {
  const [person, passkey] = [await world.newPerson(name), await createPasskey(place)];
  const answer = await world.enrol(person, passkey.register(), await world.bySignIn(person, passkey.id));
  expect(answer.status).toBe(200);
  return { person, passkey };
};

const keysOf = async ({ id }: Person) => (await world.deps.holders.byId(id))?.keys.map((key) => key.id) ?? [];

describe("the first key", () => {
  it("makes the holder by the name that he chose, and by none that deceives", async () => {
    const [mallory, passkey] = [await world.newPerson("Mallory"), await createPasskey(place)];
    const proof = await world.bySignIn(mallory, passkey.id);
    const deceiving = await world.enrol(mallory, passkey.register(), proof, { name: "P1af Support" });
    expect(deceiving).toMatchObject({ status: 422, body: { code: "name_invalid" } });
    expect(await world.deps.holders.byId(mallory.id)).toBeUndefined();
    const chosen = await world.enrol(mallory, passkey.register(), proof, { name: "  Mal  Ory " });
    expect(chosen.status).toBe(200);
    expect(await world.deps.holders.byId(mallory.id)).toMatchObject({ name: "Mal Ory" });
  });

  it("makes the holder, by the name that the provider tells, without a reduction", async () => {
    const [alice, passkey] = [await world.newPerson("Alice"), await createPasskey(place)];
    const answer = await world.enrol(alice, passkey.register(), await world.bySignIn(alice, passkey.id));
    expect(answer).toMatchObject({ status: 200, body: { id: passkey.id, kind: "passkey", way: "fresh_sign_in" } });
    expect(answer.body).not.toHaveProperty("reduced_until");
    expect(await world.deps.holders.byId(alice.id)).toMatchObject({ name: "Alice", keys: [{ id: passkey.id }] });
  });

  it("is answered the same when it is sent again, whatever was lost", async () => {
    const [alice, passkey] = [await world.newPerson("Alice"), await createPasskey(place)];
    const [registration, proof] = [passkey.register(), await world.bySignIn(alice, passkey.id)];
    const first = await world.enrol(alice, registration, proof);
    expect(await world.enrol(alice, registration, proof)).toEqual(first);
    expect(await keysOf(alice)).toEqual([passkey.id]);
  });

  it("is a device key too, which brings its PIN", async () => {
    const [alice, device] = [await world.newPerson("Alice"), await createDeviceKey()];
    const proof = await world.bySignIn(alice, device.id);
    expect(await world.enrol(alice, device.register({ pin: "123456" }), proof)).toMatchObject({ status: 200 });
    const check = { body: { pin: "123456", challenge: "A".repeat(43) } };
    expect(await world.call(alice, "POST /v1/me/pin/check", check)).toMatchObject({ status: 200 });
  });

  it.each([
    ["a sign-in for another key", { nonce: "key_other" }],
    ["an old sign-in", { auth_time: 1_700_000_000 }],
    ["somebody else's sign-in", { sub: "mallory" }],
    ["an access token", { token_use: "access" }],
  ])("is not enrolled by %s", async (_what, claims) => {
    const [alice, passkey] = [await world.newPerson("Alice"), await createPasskey(place)];
    const answer = await world.enrol(alice, passkey.register(), await world.bySignIn(alice, passkey.id, claims));
    expect(answer).toMatchObject({ status: 422, body: { code: "id_token_invalid" } });
    expect(await world.deps.holders.byId(alice.id)).toBeUndefined();
  });

  it("must be a key that the ledger can verify", async () => {
    const [alice, passkey] = [await world.newPerson("Alice"), await createPasskey(place)];
    const registration = passkey.register({ origin: "https://evil.example" });
    const answer = await world.enrol(alice, registration, await world.bySignIn(alice, passkey.id));
    expect(answer).toMatchObject({ status: 422, body: { code: "key_invalid" } });
  });

  it("needs somebody who is signed in, and a body that fits", async () => {
    const alice = await world.newPerson("Alice");
    expect(await world.enrol(alice, {}, {})).toMatchObject({ status: 400, body: { code: "bad_request" } });
  });
});

describe("a later key by a sign-in alone", () => {
  it("starts with reduced limits for three days, and keeps the name as it is", async () => {
    const { person, passkey } = await withFirstKey("Alice");
    const device = await createDeviceKey();
    const proof = await world.bySignIn(person, device.id, { name: "Somebody Else" });
    const reduced_until = instant(world.clock() + 72 * hourMs);
    expect(await world.enrol(person, device.register(), proof)).toMatchObject({ status: 200, body: { reduced_until } });
    expect((await world.deps.holders.byId(person.id))?.name).toBe("Alice");
    expect((await keysOf(person)).sort()).toEqual([passkey.id, device.id].sort());
  });

  it("is reduced also when all others were revoked before", async () => {
    const { person, passkey } = await withFirstKey();
    const revoke = () => world.call(person, "DELETE /v1/me/keys/{key_id}", { params: { key_id: passkey.id } });
    expect((await revoke()).status).toBe(204);
    expect(await revoke()).toMatchObject({ status: 404 });
    const device = await createDeviceKey();
    const answer = await world.enrol(person, device.register(), await world.bySignIn(person, device.id));
    expect(answer.body).toHaveProperty("reduced_until");
  });

  it("cannot be a revoked key by its old sign-in", async () => {
    const { person } = await withFirstKey();
    const device = await createDeviceKey();
    const proof = await world.bySignIn(person, device.id);
    await world.enrol(person, device.register(), proof);
    await world.call(person, "DELETE /v1/me/keys/{key_id}", { params: { key_id: device.id } });
    const again = await world.enrol(person, device.register(), proof);
    expect(again).toMatchObject({ status: 409, body: { code: "nonce_used" } });
  });

  it("leaves one key without a reduction when two would be the first at once", async () => {
    const alice = await world.newPerson("Alice");
    const devices = await Promise.all([createDeviceKey(), createDeviceKey(), createDeviceKey()]);
    await Promise.all(
      devices.map(async ({ id, register }) => world.enrol(alice, register(), await world.bySignIn(alice, id))),
    );
    const keys = (await world.deps.holders.byId(alice.id))?.keys ?? [];
    expect(keys.filter(({ reducedUntil }) => reducedUntil === undefined)).toHaveLength(1);
  });
});

describe("a later key by an earlier one", () => {
  it("is admitted in full", async () => {
    const { person, passkey } = await withFirstKey();
    const device = await createDeviceKey();
    const proof = await world.byEarlierKey(person, { key: device.id, signer: passkey });
    const answer = await world.enrol(person, device.register(), proof);
    expect(answer).toMatchObject({ status: 200, body: { way: "earlier_key" } });
    expect(answer.body).not.toHaveProperty("reduced_until");
  });

  it("inherits the reduction of the key that signed", async () => {
    const { person } = await withFirstKey();
    const [reduced, third] = [await createPasskey(place), await createPasskey(place)];
    await world.enrol(person, reduced.register(), await world.bySignIn(person, reduced.id));
    const proof = await world.byEarlierKey(person, { key: third.id, signer: reduced });
    expect((await world.enrol(person, third.register(), proof)).body).toHaveProperty("reduced_until");
  });

  it.each([
    ["another key", { key: "key_other" }],
    ["another person", { holder: "hol_other" }],
    ["another stage", { stage: "prod" }],
    ["a time that is past", { expires: "2026-11-24T11:00:00.000Z" }],
  ] as const)("is not admitted by terms for %s", async (_what, change: Partial<EnrolTerms>) => {
    const { person, passkey } = await withFirstKey();
    const device = await createDeviceKey();
    const proof = await world.byEarlierKey(person, { key: device.id, signer: passkey, change });
    const answer = await world.enrol(person, device.register(), proof);
    expect(answer).toMatchObject({ status: 422, body: { code: "terms_mismatch" } });
    expect(await keysOf(person)).toEqual([passkey.id]);
  });

  it("is not admitted by terms that were changed after they were signed", async () => {
    const { person, passkey } = await withFirstKey();
    const device = await createDeviceKey();
    const proof = await world.byEarlierKey(person, { key: "key_x" as never, signer: passkey });
    const changed = { ...proof, terms: { ...proof.terms, key: device.id } };
    const answer = await world.enrol(person, device.register(), changed);
    expect(answer).toMatchObject({ status: 422, body: { code: "evidence_invalid" } });
  });

  it("is not admitted by another person's key, nor by a revoked one, nor by itself", async () => {
    const [alice, mallory] = [await withFirstKey("Alice"), await withFirstKey("Mallory")];
    const [device, own] = [await createDeviceKey(), await createPasskey(place)];
    const refused = { status: 422, body: { code: "evidence_invalid" } };
    const byMallory = await world.byEarlierKey(alice.person, { key: device.id, signer: mallory.passkey });
    expect(await world.enrol(alice.person, device.register(), byMallory)).toMatchObject(refused);
    const byItself = await world.byEarlierKey(alice.person, { key: own.id, signer: own });
    expect(await world.enrol(alice.person, own.register(), byItself)).toMatchObject(refused);
    const byRevoked = await world.byEarlierKey(alice.person, { key: device.id, signer: alice.passkey });
    await world.deps.holders.revokeKey(alice.person.id, alice.passkey.id);
    expect(await world.enrol(alice.person, device.register(), byRevoked)).toMatchObject(refused);
  });

  it("uses its signature once: a key that was revoked does not come back by it", async () => {
    const { person, passkey } = await withFirstKey();
    const device = await createDeviceKey();
    const proof = await world.byEarlierKey(person, { key: device.id, signer: passkey });
    await world.enrol(person, device.register(), proof);
    await world.deps.holders.revokeKey(person.id, device.id);
    const again = await world.enrol(person, device.register(), proof);
    expect(again).toMatchObject({ status: 409, body: { code: "nonce_used" } });
  });
});

it("a holder has twenty keys at most, and may then still send the last one again", async () => {
  const { person, passkey } = await withFirstKey();
  const devices = await Promise.all(Array.from({ length: 20 }, () => createDeviceKey()));
  const answers = [];
  for (const device of devices) {
    const proof = await world.byEarlierKey(person, { key: device.id, signer: passkey });
    answers.push(await world.enrol(person, device.register(), proof));
  }
  expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 19 }, () => 200), 409]);
  expect(answers.at(-1)?.body).toMatchObject({ code: "too_many_keys" });
  const again = await world.byEarlierKey(person, { key: passkey.id, signer: passkey });
  expect(await world.enrol(person, passkey.register(), again)).toMatchObject({ status: 200 });
});

it("another person's key is not found", async () => {
  const [alice, bob] = [await withFirstKey("Alice"), await withFirstKey("Bob")];
  const params = { key_id: alice.passkey.id };
  expect(await world.call(bob.person, "DELETE /v1/me/keys/{key_id}", { params })).toMatchObject({ status: 404 });
  expect(await keysOf(alice.person)).toEqual([alice.passkey.id]);
});
