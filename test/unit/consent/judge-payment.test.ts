import { describe, expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import type { EvidenceFault, EvidenceVerifier } from "../../../core/consent/evidence.ts";
import { type ConsentJudge, judgePayment } from "../../../core/consent/judge-payment.ts";
import { challengeOf, type PaymentTerms } from "../../../core/consent/terms.ts";
import type { Holder, HolderDirectory } from "../../../core/holder/holder.ts";
import { fail, ok } from "../../../core/result.ts";
import { alice, bob, carol, evidence, holder, line, phoneKey, terms } from "./payments.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");

const directory = (...holders: readonly Holder[]): HolderDirectory => ({
  byId: async (id) => holders.find((one) => one.id === id),
  byLink: async ({ channel, userId }) =>
    holders.find(({ links }) => links.some((link) => link.channel === channel && link.userId === userId)),
});

type Claim = Parameters<EvidenceVerifier["verify"]>[0];

/** A verifier that finds what it is told to find, and keeps what it was asked. */
const verifierThat = (fault?: EvidenceFault) => {
  const claims: Claim[] = [];
  const verify = async (claim: Claim) => {
    claims.push(claim);
    return fault === undefined ? ok(undefined) : fail(fault);
  };
  return { claims, verify };
};

const judge = (changes: Partial<ConsentJudge> = {}): ConsentJudge => ({
  stage: "test",
  clock: () => now,
  holders: directory(alice, bob, carol),
  verifier: verifierThat(),
  ...changes,
});

const judged = (changes: Partial<PaymentTerms>, by = judge()) =>
  judgePayment({ terms: { ...terms, ...changes }, evidence }, by);

describe("a payment that the payer signed", () => {
  it("is admitted, with the key that signed and the payees in the order of the lines", async () => {
    expect(await judged({})).toEqual(ok({ payer: alice, key: phoneKey, payees: [bob, carol] }));
    const twice = { lines: [line(carol, 1), line(bob, 2), line(carol, 3)] };
    expect(await judged(twice)).toEqual(ok({ payer: alice, key: phoneKey, payees: [carol, bob, carol] }));
  });

  it("is verified over the challenge of its terms, by the key of the payer that the evidence names", async () => {
    const verifier = verifierThat();
    await judged({}, judge({ verifier }));
    expect(verifier.claims).toEqual([
      { challenge: await challengeOf(terms), evidence, key: phoneKey, holder: alice.id },
    ]);
  });

  it("may have been shown by the browser itself, where one payee is paid", async () => {
    const verifier = verifierThat();
    await judged({ lines: [line(bob, 5)], fee: 1 }, judge({ verifier }));
    await judged({ lines: [line(bob, 1_299)], currency: "JPY" }, judge({ verifier }));
    expect(verifier.claims.map(({ payment }) => payment)).toEqual([
      { payeeName: "Bob (@bob)", total: { currency: "EUR", value: "0.06" } },
      { payeeName: "Bob (@bob)", total: { currency: "JPY", value: "1299" } },
    ]);
  });

  it("may be signed until its terms expire, and not at that moment", async () => {
    const expires = (atMs: number) => judged({ expires: instant(atMs) });
    expect(await expires(now + 1)).toMatchObject({ ok: true });
    expect(await expires(now)).toEqual(fail({ reason: "terms_expired" }));
    expect(await expires(now - hourMs)).toEqual(fail({ reason: "terms_expired" }));
  });
});

describe("who pays", () => {
  it("is somebody whom holders knows", async () => {
    expect(await judged({ payer: "hol_nobody" })).toEqual(fail({ reason: "payer_unknown" }));
  });

  it("signs by a key of his own, not by another's", async () => {
    const thief = holder("Mallory", "666", [phoneKey]);
    const keyless = judge({ holders: directory({ ...alice, keys: alice.keys.slice(0, 1) }, bob, carol, thief) });
    expect(await judged({}, keyless)).toEqual(fail({ reason: "evidence_invalid", detail: "key_unknown" }));
  });

  it.each<EvidenceFault>([
    "key_kind_mismatch",
    "challenge_mismatch",
    "origin_not_allowed",
    "user_not_verified",
    "signature_invalid",
    "pin_proof_invalid",
  ])("is refused for evidence with the fault %s, which is told", async (detail) => {
    expect(await judged({}, judge({ verifier: verifierThat(detail) }))).toEqual(
      fail({ reason: "evidence_invalid", detail }),
    );
  });

  it("may try again where only the PIN proof came too late", async () => {
    expect(await judged({}, judge({ verifier: verifierThat("pin_proof_expired") }))).toEqual(
      fail({ reason: "terms_expired", detail: "pin_proof_expired" }),
    );
  });

  it("pays with a key of reduced limits up to the limit, over all lines", async () => {
    const reduced = { ...phoneKey, reducedUntil: instant(now + 1) };
    const by = judge({ holders: directory({ ...alice, keys: [reduced] }, bob, carol) });
    expect(await judged({ lines: [line(bob, 2_500), line(carol, 2_500)] }, by)).toMatchObject({ ok: true });
    expect(await judged({ lines: [line(bob, 2_500), line(carol, 2_501)] }, by)).toEqual(
      fail({ reason: "key_limit_exceeded" }),
    );
    expect(await judged({ lines: [line(bob, 1)], currency: "USD" }, by)).toEqual(
      fail({ reason: "key_limit_exceeded" }),
    );
  });
});

describe("terms that this stage did not make", () => {
  it.each<[string, Partial<PaymentTerms>]>([
    ["of another stage", { stage: "prod" }],
    ["in what is no currency", { currency: "XXX" }],
    ["with a fee", { fee: 1 }],
    ["with a fee below zero", { fee: -1 }],
  ])("are refused: %s", async (_what, changes) => {
    expect(await judged(changes)).toEqual(fail({ reason: "terms_mismatch" }));
  });
});

describe("whom a line pays", () => {
  const paying = (changes: Partial<(typeof terms.lines)[number]>, by = judge()) =>
    judged({ lines: [line(carol, 1), { ...line(bob, 100), ...changes }] }, by);
  const changed = fail({ reason: "payee_changed" });

  it("is the holder of the account of that network with that permanent id", async () => {
    expect(await paying({ user_id: "999" })).toEqual(fail({ reason: "payee_unknown" }));
    expect(await paying({ channel: "nowhere" })).toEqual(fail({ reason: "payee_unknown" }));
  });

  it("goes by the handle and the name that the payer read", async () => {
    expect(await paying({ handle: "bobby" })).toEqual(changed);
    expect(await paying({ name: "Bobby" })).toEqual(changed);
    // The handle and the number of two other accounts of his make no third one.
    expect(await paying({ handle: "somebody" })).toEqual(changed);
  });

  it("is compared in Unicode NFC, as it is signed", async () => {
    const [composed, decomposed] = ["Zo\u00e9", "Zoe\u0301"];
    const called = (name: string): Holder => ({
      ...bob,
      name,
      links: bob.links.map((link) => ({ ...link, handle: name })),
    });
    for (const [stored, read] of [
      [composed, decomposed],
      [decomposed, composed],
    ] as const) {
      const by = judge({ holders: directory(alice, carol, called(stored)) });
      expect(await paying({ handle: read, name: read }, by)).toMatchObject({ ok: true });
    }
  });

  it("is nobody whose account is no longer his, however he was found", async () => {
    const others = [
      { ...bob.links[0]!, userId: "7" },
      { ...bob.links[0]!, channel: bob.links[1]!.channel },
    ];
    const stale = { ...directory(alice, carol), byLink: async () => ({ ...bob, links: others }) };
    expect(await judged({ lines: [line(bob, 100)] }, judge({ holders: stale }))).toEqual(changed);
  });

  it("is told of the first line that cannot be paid", async () => {
    const lines = [line(carol, 1), { ...line(bob, 1), name: "Bobby" }, { ...line(bob, 1), user_id: "999" }];
    expect(await judged({ lines })).toEqual(changed);
  });
});
