import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Case,
  type CaseActor,
  type CaseDeed,
  type CaseState,
  caseTransitions,
  isOver,
} from "../../../core/case/case.ts";
import {
  afterDeadline,
  caseDueAt,
  caseRulesWith,
  mayDo,
  openCase,
  takeStep,
  withReturn,
} from "../../../core/case/case-steps.ts";
import { dayMs, epochMs, instant } from "../../../core/clock.ts";
import type { HolderId, IntentId, TransferId } from "../../../core/ids.ts";
import { proposal } from "../../support/intents.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");
const rules = caseRulesWith({});
const timing = { now, rules };
const [alice, bob] = ["hol_alice" as HolderId, "hol_bob" as HolderId];
const reported = { intent: "pi_1" as IntentId, line: 0, reporter: alice, other: bob, words: "nothing came" } as const;
const open = (kind: Case["kind"] = "not_received") => openCase({ ...reported, kind }, timing);

const step = (one: Case, by: CaseActor, did: CaseDeed, at = now): Case => {
  const next = takeStep(one, { by, did, words: "words" }, { now: at, rules });
  if (!next.ok) throw new Error(`${by} may not have it ${did}: ${next.fault}`);
  return next.value;
};

describe("a case", () => {
  it("waits for the other side first, and for an operator where there is none or it was somebody else's doing", async () => {
    expect(await open()).toMatchObject({ state: "waiting_for_other", other: bob, deadline: instant(now + 7 * dayMs) });
    const notMe = await open("not_me");
    expect([notMe.state, notMe.other]).toEqual(["waiting_for_operator", undefined]);
    expect((await openCase({ ...reported, other: undefined, kind: "other" }, timing)).state).toBe(
      "waiting_for_operator",
    );
    expect((await open()).id).toBe((await open("other")).id);
  });

  it("goes from the reply to the operator and back, to its end", async () => {
    const replied = step(await open(), "other", "replied");
    expect(replied).toMatchObject({ state: "answered", deadline: instant(now + 14 * dayMs), revision: 2 });
    const escalated = step(replied, "reporter", "escalated");
    expect(escalated.state).toBe("waiting_for_operator");
    const asked = step(escalated, "operator", "asked");
    expect(asked.state).toBe("waiting_for_other");
    const resolved = step(step(asked, "other", "replied"), "operator", "resolved");
    expect(resolved.steps.map(({ did }) => did)).toEqual([
      "opened",
      "replied",
      "escalated",
      "asked",
      "replied",
      "resolved",
    ]);
    expect(resolved.deadline).toBeUndefined();
  });

  it("lets nobody take another's step, nor one that its state does not allow", async () => {
    const one = await open();
    expect(mayDo(one, { by: "reporter", did: "replied" })).toBe(false);
    expect(mayDo(one, { by: "other", did: "resolved" })).toBe(false);
    expect(mayDo(one, { by: "other", did: "returned" })).toBe(false);
    expect(mayDo(await open("not_me"), { by: "operator", did: "asked" })).toBe(false);
    const closed = step(one, "reporter", "closed");
    const all = ["replied", "escalated", "closed", "asked", "answered", "resolved", "refused", "returned"] as const;
    const actors = ["reporter", "other", "operator", "ledger", "clock"] as const;
    expect(all.flatMap((did) => actors.filter((by) => mayDo(closed, { by, did })))).toEqual([]);
  });

  it("reminds who does not reply, then hands over; closes what nobody contradicts; shows when the operator is late", async () => {
    const one = await open();
    expect(afterDeadline(one, { now: now + 5 * dayMs - 1, rules })).toBeUndefined();
    const reminded = afterDeadline(one, { now: now + 5 * dayMs, rules })!;
    expect(reminded).toMatchObject({ state: "waiting_for_other", deadline: one.deadline });
    expect(caseDueAt(reminded, rules)).toBe(one.deadline);
    expect(afterDeadline(reminded, { now: now + 6 * dayMs, rules })).toBeUndefined();
    const late = afterDeadline(reminded, { now: now + 7 * dayMs, rules })!;
    expect([late.state, late.steps.map(({ did }) => did)]).toEqual([
      "waiting_for_operator",
      ["opened", "reminded", "overdue"],
    ]);
    const later = afterDeadline(late, { now: now + 13 * dayMs, rules })!;
    expect([later.state, later.steps.at(-1)?.did]).toEqual(["waiting_for_operator", "overdue"]);
    const answered = step(one, "other", "replied");
    expect(afterDeadline(answered, { now: now + 14 * dayMs, rules })?.state).toBe("closed");
  });

  it("is over once the whole line has come back, and not before", async () => {
    const one = await open();
    const [line] = proposal().lines;
    const part = (amount: number) => ({
      line: 0,
      amount,
      at: instant(now),
      debited: `tr_${amount}` as TransferId,
      credited: `tr_${amount}` as TransferId,
    });
    const lines = [{ ...line!, amount: 500n }];
    expect(withReturn(one, { lines }, timing)).toBe(one);
    expect(withReturn(one, { lines, returns: { a: part(499) } }, timing)).toBe(one);
    expect(withReturn(one, { lines, returns: { a: { ...part(500), line: 1 } } }, timing)).toBe(one);
    const back = withReturn(one, { lines, returns: { a: part(499), b: part(1) } }, timing);
    expect([back.state, back.steps.at(-1)]).toEqual(["returned", { at: instant(now), by: "ledger", did: "returned" }]);
    expect(withReturn(back, { lines, returns: { a: part(500) } }, timing)).toBe(back);
  });

  it("moves only as its table says, whoever does what and when, and never out of its end", async () => {
    const one = await open();
    const deeds = ["replied", "escalated", "closed", "asked", "answered", "resolved", "refused", "returned"] as const;
    const actors = ["reporter", "other", "operator", "ledger"] as const;
    const acts = fc.array(
      fc.oneof(fc.tuple(fc.constantFrom(...actors), fc.constantFrom(...deeds)), fc.integer({ min: 1, max: 20 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        let [current, at] = [one, now];
        for (const act of all) {
          const was = current;
          if (typeof act === "number") {
            at += act * dayMs;
            current = afterDeadline(current, { now: at, rules }) ?? current;
          } else {
            const next = takeStep(current, { by: act[0], did: act[1] }, { now: at, rules });
            if (next.ok) current = next.value;
          }
          const isSame = was.state === current.state;
          const may = (caseTransitions[was.state] as readonly CaseState[]).includes(current.state);
          expect(isSame || may).toBe(true);
          if (isOver(was.state)) expect(current).toBe(was);
          expect(isOver(current.state)).toBe(current.deadline === undefined);
          expect(current.deadline === undefined || epochMs(current.deadline) > now).toBe(true);
        }
      }),
    );
  });
});
