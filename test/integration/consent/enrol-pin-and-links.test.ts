import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AccountEventReceived } from "../../../contracts/messages/account-event.ts";
import type { AccountEvent } from "../../../core/channel/channel-event.ts";
import { instant, minuteMs, secondMs } from "../../../core/clock.ts";
import { pinProofHolds } from "../../../core/consent/pin-proof.ts";
import { consentTexts } from "../../../contracts/consent-texts.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { followAccount } from "../../../functions/enrol/follow-account.ts";
import { createPasskey, freshNonce, someChallenge } from "../../support/software-authenticator.ts";
import { type EnrolWorld, type Person, pinSecret, place, startEnrolWorld } from "./enrol-world.ts";

let world: EnrolWorld;
beforeAll(async () => {
  world = await startEnrolWorld();
});
afterAll(() => world.stop());

const setPin = async (person: Person, pin: string, more: { salt?: string; idToken?: string } = {}) => {
  const salt = more.salt ?? freshNonce();
  const id_token = more.idToken ?? (await world.pinToken(person, pin, salt));
  return world.call(person, "PUT /v1/me/pin", { body: { pin, salt, id_token } });
};

const check = (person: Person, pin: string, challenge = toBase64Url(someChallenge())) =>
  world.call(person, "POST /v1/me/pin/check", { body: { pin, challenge } });

describe("the PIN", () => {
  it("is proved for one challenge of one holder, for five minutes", async () => {
    const alice = await world.newPerson("Alice");
    expect((await setPin(alice, "123456")).status).toBe(204);
    const challenge = someChallenge();
    const answer = await check(alice, "123456", toBase64Url(challenge));
    const { mac, expires } = answer.body["pin_proof"] as { mac: string; expires: number };
    expect(expires * secondMs).toBe(world.clock() + 5 * minuteMs);
    const claim = { holder: alice.id, challenge, expires, mac };
    expect(await pinProofHolds(pinSecret, claim)).toBe(true);
    expect(await pinProofHolds(pinSecret, { ...claim, challenge: someChallenge() })).toBe(false);
  });

  it("is missing until it is set", async () => {
    const alice = await world.newPerson("Alice");
    expect(await check(alice, "123456")).toMatchObject({ status: 409, body: { code: "pin_missing" } });
  });

  it("locks after five wrong tries, also for the right one, until a fresh sign-in sets a new one", async () => {
    const alice = await world.newPerson("Alice");
    await setPin(alice, "123456");
    for (const _try of [1, 2, 3, 4, 5]) {
      expect(await check(alice, "000000")).toMatchObject({ status: 422, body: { code: "pin_wrong" } });
    }
    expect(await check(alice, "123456")).toMatchObject({ status: 423, body: { code: "pin_locked" } });
    await setPin(alice, "654321");
    expect(await check(alice, "123456")).toMatchObject({ status: 422 });
    expect(await check(alice, "654321")).toMatchObject({ status: 200 });
  });

  it("has all its tries again after the right one", async () => {
    const alice = await world.newPerson("Alice");
    await setPin(alice, "123456");
    for (const _round of [1, 2]) {
      for (const _try of [1, 2, 3, 4]) await check(alice, "000000");
      expect(await check(alice, "123456")).toMatchObject({ status: 200 });
    }
  });

  it("tells at most five of many concurrent guesses whether they are right", async () => {
    const alice = await world.newPerson("Alice");
    await setPin(alice, "123456");
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, guess) => check(alice, String(200_000 + guess))));
    expect(guesses.filter(({ body }) => body["code"] === "pin_wrong")).toHaveLength(5);
    expect(guesses.filter(({ body }) => body["code"] === "pin_locked")).toHaveLength(15);
  });

  it("is not set by a sign-in for another PIN, another salt, another person, or twice by the same one", async () => {
    const [alice, mallory] = [await world.newPerson("Alice"), await world.newPerson("Mallory")];
    const salt = freshNonce();
    const idToken = await world.pinToken(alice, "123456", salt);
    const invalid = { status: 422, body: { code: "id_token_invalid" } };
    expect(await setPin(alice, "000000", { salt, idToken })).toMatchObject(invalid);
    expect(await setPin(alice, "123456", { idToken })).toMatchObject(invalid);
    expect(await setPin(mallory, "123456", { salt, idToken })).toMatchObject(invalid);
    expect((await setPin(alice, "123456", { salt, idToken })).status).toBe(204);
    expect(await setPin(alice, "123456", { salt, idToken })).toMatchObject({
      status: 409,
      body: { code: "nonce_used" },
    });
  });

  it.each(["12345", "1234567", "12345a", ""])("is six digits: not %j", async (pin) => {
    const alice = await world.newPerson("Alice");
    expect(await check(alice, pin)).toMatchObject({ status: 400, body: { code: "bad_request", param: "pin" } });
  });
});

describe("linking an account", () => {
  const holder = async (name: string): Promise<Person> => {
    const [person, passkey] = [await world.newPerson(name), await createPasskey(place)];
    await world.enrol(person, passkey.register(), await world.bySignIn(person, passkey.id));
    return person;
  };
  const link = (person: Person, code: string, more: Record<string, string> = {}) =>
    world.call(person, "POST /v1/me/links/{channel}", {
      params: { channel: more["channel"] ?? "x" },
      body: {
        code,
        code_verifier: "v".repeat(43),
        redirect_uri: more["redirect_uri"] ?? `${place.origin}/app/link`,
        consent: consentTexts.link,
      },
    });
  const unlink = (person: Person, channel = "x") =>
    world.call(person, "DELETE /v1/me/links/{channel}", { params: { channel } });

  beforeAll(() => {
    for (const [index, name] of ["alice", "bob", "carol"].entries()) {
      world.accounts.set(`code of ${name}`, { id: String(100 + index), handle: name, name });
    }
  });

  it("takes the network's word alone for whose account it is", async () => {
    const alice = await holder("Alice");
    expect(await link(alice, "code of alice")).toMatchObject({
      status: 200,
      body: { channel: "x", user_id: "100", handle: "alice" },
    });
    expect(await world.deps.holders.byLink({ channel: "x", userId: "100" })).toMatchObject({ id: alice.id });
    expect(await link(alice, "code of alice")).toMatchObject({ status: 200 });
  });

  it("refuses an account that is somebody else's, until that person unlinks it", async () => {
    const [bob, mallory] = [await holder("Bob"), await holder("Mallory")];
    await link(bob, "code of bob");
    expect(await link(mallory, "code of bob")).toMatchObject({ status: 409, body: { code: "link_taken" } });
    expect(await unlink(mallory)).toMatchObject({ status: 404 });
    expect((await unlink(bob)).status).toBe(204);
    expect(await unlink(bob)).toMatchObject({ status: 404 });
    expect(await link(mallory, "code of bob")).toMatchObject({ status: 200 });
  });

  it("takes nobody's Piaf address away: money does not depend on a network", async () => {
    const dora = await holder("Dora");
    expect(await unlink(dora, "piaf")).toMatchObject({ status: 404 });
    expect(await world.deps.holders.byLink({ channel: "piaf", userId: dora.id })).toMatchObject({ id: dora.id });
  });

  const agreed = async (person: Person) => {
    const { Items = [] } = await world.client.send(
      new QueryCommand({
        TableName: world.holdersTable,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `consent#${person.id}` } },
      }),
    );
    return Items.map((item) => unmarshall(item));
  };

  it("keeps what was agreed to, and that it was taken back", async () => {
    const eve = await holder("Eve");
    world.accounts.set("code of eve", { id: "200", handle: "eve", name: "Eve" });
    await link(eve, "code of eve");
    world.wait(minuteMs);
    await unlink(eve);
    const account = { channel: "x", userId: "200" };
    expect(await agreed(eve)).toMatchObject([
      { did: "linked", ...account, scopes: ["users.read"], text: consentTexts.link },
      { did: "unlinked", ...account, by: "owner" },
    ]);
    const body = { code: "code of eve", code_verifier: "v".repeat(43), redirect_uri: `${place.origin}/app/link` };
    const silent = await world.call(eve, "POST /v1/me/links/{channel}", { params: { channel: "x" }, body });
    expect(silent).toMatchObject({ status: 400, body: { param: "consent" } });
  });

  describe("that the network tells of", () => {
    const tell = (event: Partial<AccountEvent>, more: { readonly receivedAt?: string } = {}) =>
      followAccount(
        {
          type: "account_event.received.v1",
          event: { channel: "x", ...event } as AccountEventReceived["event"],
          receivedAt: instant(world.clock()),
          ...more,
        },
        world.deps,
      );
    const linked = async (name: string, userId: string): Promise<Person> => {
      const person = await holder(name);
      world.accounts.set(`code of ${userId}`, { id: userId, handle: name.toLowerCase(), name });
      await link(person, `code of ${userId}`);
      return person;
    };
    const handleOf = async (userId: string) =>
      (await world.deps.holders.byLink({ channel: "x", userId }))?.links.find((one) => one.userId === userId)?.handle;

    it("ends at once when its owner takes it back there, but not what he has linked since", async () => {
      const frank = await linked("Frank", "300");
      const before = instant(world.clock() - minuteMs);
      await tell({ type: "access_revoked", userId: "300", at: before });
      expect(await handleOf("300")).toBe("frank");
      await tell({ type: "access_revoked", userId: "300" });
      expect(await handleOf("300")).toBeUndefined();
      await tell({ type: "access_revoked", userId: "300" });
      expect((await agreed(frank)).at(-1)).toMatchObject({ did: "unlinked", by: "network" });
    });

    it("takes the handle that the network answers with, whatever the event says", async () => {
      await linked("Grace", "301");
      world.handles.set("301", "grace_new");
      await tell({ type: "handle_changed", userId: "301" });
      expect(await handleOf("301")).toBe("grace_new");
      await tell({ type: "handle_changed", userId: "301" });
      expect(await handleOf("301")).toBe("grace_new");
    });

    it("comes again while the network does not answer", async () => {
      await linked("Heidi", "302");
      await expect(tell({ type: "handle_changed", userId: "302" })).rejects.toThrow("did not say");
      expect(await handleOf("302")).toBe("heidi");
    });

    it("is nothing where nobody has linked it: a recycled handle inherits nothing", async () => {
      const ivan = await linked("Ivan", "303");
      world.handles.set("303", "ivan_old");
      await tell({ type: "handle_changed", userId: "303" });
      // Another account takes the handle.
      world.handles.set("304", "ivan");
      await tell({ type: "handle_changed", userId: "304" });
      await tell({ type: "access_revoked", userId: "304" });
      expect(await world.deps.holders.byLink({ channel: "x", userId: "304" })).toBeUndefined();
      expect(await world.deps.holders.byLink({ channel: "x", userId: "303" })).toMatchObject({ id: ivan.id });
    });

    it("of the Piaf address or of a network that is none changes nothing", async () => {
      const judy = await holder("Judy");
      await tell({ type: "access_revoked", channel: "piaf", userId: judy.id });
      expect(await world.deps.holders.byLink({ channel: "piaf", userId: judy.id })).toMatchObject({ id: judy.id });
    });
  });

  it("says why it does not link", async () => {
    const [carol, stranger] = [await holder("Carol"), await world.newPerson("Stranger")];
    expect(await link(carol, "a code that is none")).toMatchObject({ status: 422, body: { code: "link_refused" } });
    expect(await link(carol, "network down")).toMatchObject({ status: 503, body: { code: "link_unavailable" } });
    expect(await link(carol, "code of carol", { channel: "y" })).toMatchObject({ status: 404 });
    expect(await link(stranger, "code of carol")).toMatchObject({ status: 409, body: { code: "key_missing" } });
    const elsewhere = await link(carol, "code of carol", { redirect_uri: "https://evil.example/app/link" });
    expect(elsewhere).toMatchObject({ status: 400, body: { param: "redirect_uri" } });
    expect(await world.deps.holders.byLink({ channel: "x", userId: "102" })).toBeUndefined();
  });
});
