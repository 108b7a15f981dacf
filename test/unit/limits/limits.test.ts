import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedChange } from "../../../contracts/messages/ledger-order.ts";
import { admitChange, demandedOfChange } from "../../../core/limits/change-evidence.ts";
import { limitRulesOf } from "../../../contracts/limit-rules.ts";
import type { ControlTerms } from "../../../core/consent/terms.ts";
import type { RequestId } from "../../../core/ids.ts";
import { applyAsked, applySigned, takeEffect } from "../../../core/limits/change.ts";
import { type Controls, effectiveLimits, noControls } from "../../../core/limits/controls.ts";
import {
  defaultLimitRules,
  exceeding,
  limitNames,
  type Limits,
  limitsOf,
  numbersOf,
  stricter,
  walletSettings,
} from "../../../core/limits/limits.ts";
import { stageOf } from "../../../lib/stages.ts";

const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined });
const limits: fc.Arbitrary<Limits> = fc
  .record({ to_person: amount, to_organisation: amount, day: amount, month: amount, balance: amount })
  .map((some) => Object.fromEntries(Object.entries(some).filter(([, limit]) => limit !== undefined)));

describe("limits", () => {
  it("of several the lower one holds, and what has none is limited by the other", () => {
    fc.assert(
      fc.property(limits, limits, (one, other) => {
        const both = stricter(one, other);
        expect(exceeding(both, one)).toEqual([]);
        expect(exceeding(both, other)).toEqual([]);
        for (const name of limitNames) expect([one[name], other[name]]).toContain(both[name]);
        expect(stricter(other, one)).toEqual(both);
        expect(limitsOf(numbersOf(one))).toEqual(one);
      }),
    );
  });

  it("no level allows less than a lower one, and each has its day and month", () => {
    const { unverified, basic, full } = defaultLimitRules.levels;
    expect([exceeding(unverified, basic), exceeding(basic, full)]).toEqual([[], []]);
    expect(basic).toMatchObject({ to_person: 25_000n, to_organisation: 50_000n });
    for (const level of [unverified, basic, full]) expect(level.day).toBeLessThan(level.month!);
  });

  it("of the wallet are those that the ledger keeps in its transaction", () => {
    const [none, some] = [
      walletSettings({ to_person: 1n }, "Europe/Paris"),
      walletSettings({ day: 1n }, "Europe/Paris"),
    ];
    expect(none).toEqual({ limits: null, ceiling: null });
    expect(some).toEqual({ limits: { timeZone: "Europe/Paris", day: 1n, month: undefined }, ceiling: null });
  });
});

describe("what a stage changes of the rules", () => {
  it("is read from its environment, and everything else is as in the table", () => {
    expect(limitRulesOf("{}")).toEqual(defaultLimitRules);
    const rules = limitRulesOf('{"raise_delay_s":60,"levels":{"basic":{"day":5}},"pace":{"minute":1,"hour":2}}');
    expect(rules).toMatchObject({ raiseDelayMs: 60_000, pace: { minute: 1, hour: 2 } });
    expect(rules.levels).toEqual({ ...defaultLimitRules.levels, basic: { day: 5n } });
    expect(() => limitRulesOf('{"raise_delay":60}')).toThrow(/raise_delay/);
    for (const stage of ["local", "dev", "prod"]) limitRulesOf(stageOf(stage).limitRules);
  });
});

it("what is asked for without a signature and what is signed are told apart by one table", () => {
  const kinds = askedChange.options.map(({ shape }) => shape.kind.value);
  for (const kind of kinds) {
    expect(demandedOfChange[kind]).toBe("owner_session");
    expect(() => admitChange(kind, "owner_session")).not.toThrow();
  }
  for (const purpose of ["limit", "unfreeze", "payout", "close"] as const) {
    expect(demandedOfChange[purpose]).toBe("owner_signature");
    for (const shown of ["owner_session", "due_raise"] as const)
      expect(() => admitChange(purpose, shown)).toThrow(shown);
  }
  expect([...kinds, "limit", "unfreeze", "payout", "close", "raise_due"].toSorted()).toEqual(
    Object.keys(demandedOfChange).toSorted(),
  );
});

describe("what an owner makes of the wallet", () => {
  const asked = fc.oneof(
    limits.map((some) => ({ kind: "lower", limits: some }) as const),
    fc.constantFrom("debits" as const, "all" as const).map((what) => ({ kind: "freeze", what }) as const),
    fc.constant({ kind: "cancel" } as const),
  );

  it("without a signature only ever takes away, whatever is asked for and however often", () => {
    fc.assert(
      fc.property(limits, fc.array(asked), (own, changes) => {
        const pending = { request: "rq_1" as RequestId, limits: { day: 1n }, effective: "2026-11-25T12:00:00.000Z" };
        const before: Controls = { revision: 1, limits: own, frozen: "debits", pending };
        const after = changes.reduce(applyAsked, before);
        const holder = { level: "full" } as const;
        const held = (controls: Controls) => effectiveLimits(holder, controls, defaultLimitRules);
        expect(exceeding(held(after), held(before))).toEqual([]);
        for (const name of limitNames) if (held(before)[name] !== undefined) expect(held(after)[name]).toBeDefined();
        expect(after.frozen).toBeDefined();
        expect([before.pending, undefined]).toContain(after.pending);
      }),
    );
  });

  it("raises what is named, at its time, never above the level", () => {
    const own: Controls = { ...noControls, limits: { day: 1n, month: 2n } };
    const terms = { purpose: "limit", limits: { day: 10n ** 9n }, effective: "2026-11-25T12:00:00.000Z" };
    const numbers = { ...terms, limits: { day: 1_000_000_000 } };
    const coming = applySigned(own, numbers as unknown as ControlTerms, "rq_1" as RequestId);
    expect(coming.limits).toEqual(own.limits);
    expect(takeEffect(coming, Date.parse(terms.effective) - 1)).toBe(coming);
    const raised = takeEffect(coming, Date.parse(terms.effective));
    expect(raised).toMatchObject({ limits: { day: 10n ** 9n, month: 2n }, pending: undefined });
    expect(effectiveLimits({ level: "basic" }, raised, defaultLimitRules)).toMatchObject({ day: 50_000n, month: 2n });
    expect(effectiveLimits(undefined, noControls, defaultLimitRules)).toEqual(defaultLimitRules.levels.unverified);
  });
});
