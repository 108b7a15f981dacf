import { afterAll, beforeAll, expect, it } from "vitest";
import { createDynamoOwnHistory } from "../../../adapters/dynamodb/dynamo-own-history.ts";
import type { ConsentList, HistoryList } from "../../../contracts/http/rights.ts";
import { consentTexts } from "../../../contracts/consent-texts.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { OwnHistory } from "../../../core/rights/own-history.ts";
import { createSignInNoter } from "../../../functions/api/note-sign-in.ts";
import { silentLog } from "../../support/log.ts";
import { createPasskey, freshNonce, proofOfTests } from "../../support/software-authenticator.ts";
import { place } from "../consent/consent-world.ts";
import { type Member, type RightsWorld, startRightsWorld } from "./rights-world.ts";

let world: RightsWorld;
let ownHistory: OwnHistory;
let alice: Member;
beforeAll(async () => {
  world = await startRightsWorld();
  ownHistory = createDynamoOwnHistory({ client: world.client, table: world.tableName("People") });
  alice = await world.newMember("alice");
});
afterAll(() => world.stop());

const later = (): string => {
  world.wait(minuteMs);
  return instant(world.clock());
};
const list = async <List extends { data: unknown }>(member: Member, what: string) =>
  ((await world.call(member, `GET /v1/me/${what}`)).body as unknown as List).data as List["data"];

it("tells what was agreed to, in which text, and what was taken back, newest first", async () => {
  await ownHistory.noteConsent(alice.id, {
    ...{ at: later(), what: "notifications", did: "agreed", text: consentTexts.notifications },
  });
  await ownHistory.noteConsent(alice.id, { at: later(), what: "notifications", did: "withdrawn" });
  world.wait(minuteMs);
  await world.holders.unlink(alice.id, { channel: "x", userId: alice.userId }, "network");
  const { key } = await createPasskey(place);
  const enrolment = { holder: alice, key, proof: proofOfTests, nonce: freshNonce(), first: false };
  world.wait(minuteMs);
  await world.holders.enrolKey({ ...enrolment, agreedTo: consentTexts.terms });
  const consents = await list<ConsentList>(alice, "consents");
  expect(consents.map(({ at: _at, ...consent }) => consent)).toEqual([
    { what: "terms", did: "agreed", text: consentTexts.terms },
    { what: "link", did: "withdrawn", channel: "x", by: "network" },
    { what: "notifications", did: "withdrawn" },
    { what: "notifications", did: "agreed", text: consentTexts.notifications },
    { what: "link", did: "agreed", channel: "x", text: "link.2026-11" },
  ]);
});

it("tells which keys came and went, and who signed in on what, once a sign-in, without an address", async () => {
  const bob = await world.newMember("bob");
  const note = createSignInNoter({ ownHistory, log: silentLog });
  const again = createSignInNoter({ ownHistory, log: silentLog });
  const signedInAt = later();
  const caller = { issuer: "", subject: "", holder: bob.id, signedInAt };
  const agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1";
  const headers = { "user-agent": agent, "x-forwarded-for": "203.0.113.7" };
  for (const noter of [note, note, again]) await noter({ caller, headers });
  await note({ caller: { ...caller, signedInAt: undefined }, headers });
  world.wait(minuteMs);
  await world.holders.revokeKey(bob.id, bob.passkey.key.id);
  const { label } = bob.passkey.key;
  const history = await list<HistoryList>(bob, "history");
  expect(history.map(({ at: _at, ...event }) => event)).toEqual([
    { did: "key_revoked", label },
    { did: "signed_in", device: "iphone", browser: "Safari" },
    { did: "key_enrolled", label },
  ]);
  expect(history[1]?.at).toBe(signedInAt);
  expect(JSON.stringify(await world.exported(bob))).not.toContain("203.0.113.7");
  expect((await world.exported(bob)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["sign-in", "key_enrolled", "key_revoked"]),
  );
});

it("keeps nobody from anything where it cannot be noted, and tries again", async () => {
  const seen: string[] = [];
  const broken: OwnHistory = {
    noteConsent: async () => undefined,
    noteSignIn: async (_holder, { at }) => {
      seen.push(at);
      throw new Error("busy");
    },
  };
  const note = createSignInNoter({ ownHistory: broken, log: silentLog });
  const request = { caller: { issuer: "", subject: "", holder: alice.id, signedInAt: instant(1_000) }, headers: {} };
  await note(request);
  await note(request);
  expect(seen).toHaveLength(2);
});
