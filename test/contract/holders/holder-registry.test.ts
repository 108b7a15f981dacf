import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoHolderDirectory } from "../../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import type { HolderDirectory, HolderRegistry, Link, PaymentKey } from "../../../core/holder/holder.ts";
import { piafAddressOf } from "../../../core/holder/piaf-address.ts";
import type { HolderId, KeyId } from "../../../core/ids.ts";
import { enrolmentOfTests, proofOfTests } from "../../support/software-authenticator.ts";
import { startTables, type Tables } from "../../support/tables.ts";

let tables: Tables;
let holders: HolderRegistry;
let directory: HolderDirectory;
let count = 0;

beforeAll(async () => {
  tables = await startTables();
  const table = { client: tables.client, table: tables.tableName("Holders") };
  directory = createDynamoHolderDirectory(table);
  holders = createDynamoHolderRegistry({
    ...table,
    clock: () => Date.parse("2026-11-24T12:00:00.000Z"),
    pace: { sleep: async () => undefined, random: () => 0 },
  });
});
afterAll(() => tables.stop());

const fresh = (prefix: string): string => `${prefix}${(count += 1).toString().padStart(4, "0")}`;
const holder = (name = "Alice") => ({ id: fresh("hol_") as HolderId, name });
const keyNamed = (id: string): PaymentKey => ({
  id: id as KeyId,
  kind: "device",
  publicKey: "AAAA",
  label: "Phone",
  enrolledAt: "2026-11-24T12:00:00.000Z",
  way: "fresh_sign_in",
  enrolment: enrolmentOfTests,
});
const newKey = (): PaymentKey => keyNamed(fresh("key_"));
const account = (handle: string): Link => ({
  channel: "x",
  userId: fresh("1"),
  handle,
  linkedAt: "2026-11-24T12:00:00.000Z",
});

const addressOf = ({ id }: { readonly id: HolderId }): Link => piafAddressOf(id, "2026-11-24T12:00:00.000Z");

const enrolled = async (name?: string) => {
  const [owner, key] = [holder(name), newKey()];
  expect(await holders.enrolKey({ holder: owner, key, proof: proofOfTests, nonce: fresh("nonce"), first: true })).toBe(
    "enrolled",
  );
  return { owner, key };
};

describe("enrolling keys", () => {
  it("makes the holder with the first key, whole", async () => {
    const { owner, key } = await enrolled("Alice");
    expect(await directory.byId(owner.id)).toEqual({
      ...owner,
      keys: [key],
      links: [addressOf(owner)],
      firstKey: key.id,
    });
  });

  it("gives an address with the first key: the holder is found by it without any network", async () => {
    const { owner, key } = await enrolled("Alice");
    expect(await directory.byLink({ channel: "piaf", userId: owner.id })).toMatchObject({ ...owner, keys: [key] });
    expect(addressOf(owner).handle).toBe(owner.id.slice("hol_".length));
  });

  it("knows nobody who has enrolled no key", async () => {
    expect(await directory.byId("hol_nobody" as HolderId)).toBeUndefined();
  });

  it("keeps every field of a passkey", async () => {
    const { owner } = await enrolled();
    const passkey: PaymentKey = {
      ...newKey(),
      kind: "passkey",
      credentialId: "Y3JlZA",
      relyingParty: "pay.example",
      transports: ["internal", "hybrid"],
      reducedUntil: "2026-11-27T12:00:00.000Z",
    };
    await holders.enrolKey({ holder: owner, key: passkey, proof: proofOfTests, nonce: fresh("nonce"), first: false });
    expect((await holders.byId(owner.id))?.keys).toContainEqual(passkey);
  });

  it("adds a later key, and never changes the name with it", async () => {
    const { owner, key } = await enrolled("Alice");
    const second = newKey();
    const renamed = { ...owner, name: "Bob" };
    expect(
      await holders.enrolKey({
        holder: renamed,
        key: second,
        proof: proofOfTests,
        nonce: fresh("nonce"),
        first: false,
      }),
    ).toBe("enrolled");
    expect(await holders.byId(owner.id)).toEqual({
      ...owner,
      keys: [key, second],
      links: [addressOf(owner)],
      firstKey: key.id,
    });
  });

  it("answers the same key again as enrolled already", async () => {
    const { owner, key } = await enrolled();
    for (const first of [true, false]) {
      expect(await holders.enrolKey({ holder: owner, key, proof: proofOfTests, nonce: fresh("nonce"), first })).toBe(
        "already_enrolled",
      );
    }
  });

  it("takes a nonce once, for ever, also after the key has been revoked", async () => {
    const { owner } = await enrolled();
    const [key, nonce] = [newKey(), fresh("nonce")];
    expect(await holders.enrolKey({ holder: owner, key, proof: proofOfTests, nonce, first: false })).toBe("enrolled");
    expect(await holders.enrolKey({ holder: owner, key: newKey(), proof: proofOfTests, nonce, first: false })).toBe(
      "nonce_used",
    );
    expect(await holders.revokeKey(owner.id, key.id)).toBe("revoked");
    expect(await holders.enrolKey({ holder: owner, key, proof: proofOfTests, nonce, first: false })).toBe("nonce_used");
  });

  it("does not let one holder use up another's nonce", async () => {
    const [alice, bob] = [await enrolled("Alice"), await enrolled("Bob")];
    const nonce = fresh("nonce");
    await holders.enrolKey({ holder: alice.owner, key: newKey(), proof: proofOfTests, nonce, first: false });
    expect(await holders.enrolKey({ holder: bob.owner, key: newKey(), proof: proofOfTests, nonce, first: false })).toBe(
      "enrolled",
    );
  });

  it("lets one of many be the first key, however many come at once", async () => {
    const owner = holder();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        holders.enrolKey({ holder: owner, key: newKey(), proof: proofOfTests, nonce: fresh("nonce"), first: true }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "enrolled")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "not_first")).toHaveLength(9);
    expect((await holders.byId(owner.id))?.keys).toHaveLength(1);
  });

  it("does not become first again when all keys are revoked", async () => {
    const { owner, key } = await enrolled();
    await holders.revokeKey(owner.id, key.id);
    expect(
      await holders.enrolKey({ holder: owner, key: newKey(), proof: proofOfTests, nonce: fresh("nonce"), first: true }),
    ).toBe("not_first");
    expect(await holders.byId(owner.id)).toEqual({ ...owner, keys: [], links: [addressOf(owner)], firstKey: key.id });
  });

  it("revokes no key twice, and none of another's", async () => {
    const [alice, bob] = [await enrolled("Alice"), await enrolled("Bob")];
    expect(await holders.revokeKey(bob.owner.id, alice.key.id)).toBe("unknown");
    expect(await holders.revokeKey(alice.owner.id, alice.key.id)).toBe("revoked");
    expect(await holders.revokeKey(alice.owner.id, alice.key.id)).toBe("unknown");
  });
});

describe("linking accounts", () => {
  it("finds the holder by the account, both ways", async () => {
    const { owner } = await enrolled();
    const link = account("alice");
    expect(await holders.link(owner.id, link)).toBe("linked");
    expect((await holders.byId(owner.id))?.links).toEqual([addressOf(owner), link]);
    expect(await directory.byLink(link)).toMatchObject(owner);
    expect(await directory.byLink({ ...link, channel: "y" })).toBeUndefined();
  });

  it("keeps the latest handle when the owner links again", async () => {
    const { owner } = await enrolled();
    const link = account("alice");
    await holders.link(owner.id, link);
    expect(await holders.link(owner.id, { ...link, handle: "alice_new" })).toBe("already_linked");
    expect((await holders.byLink(link))?.links).toEqual([addressOf(owner), { ...link, handle: "alice_new" }]);
  });

  it("gives an account to one holder at most, however many ask at once", async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => enrolled()));
    const link = account("alice");
    const outcomes = await Promise.all(people.map(({ owner }) => holders.link(owner.id, link)));
    expect(outcomes.filter((outcome) => outcome === "linked")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "linked_to_another")).toHaveLength(3);
    const owners = await Promise.all(people.map(({ owner }) => holders.byId(owner.id)));
    expect(owners.filter((owner) => owner?.links.some(({ channel }) => channel === "x"))).toHaveLength(1);
  });

  it("is free again once it is unlinked, by its owner alone", async () => {
    const [alice, bob] = [await enrolled("Alice"), await enrolled("Bob")];
    const link = account("alice");
    await holders.link(alice.owner.id, link);
    expect(await holders.unlink(bob.owner.id, link)).toBe("unknown");
    expect(await holders.unlink(alice.owner.id, link)).toBe("unlinked");
    expect(await holders.unlink(alice.owner.id, link)).toBe("unknown");
    expect(await holders.byLink(link)).toBeUndefined();
    expect((await holders.byId(alice.owner.id))?.links).toEqual([addressOf(alice.owner)]);
    expect(await holders.link(bob.owner.id, link)).toBe("linked");
  });
});
