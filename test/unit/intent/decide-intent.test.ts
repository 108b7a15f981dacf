import { describe, expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import {
  approveIntent,
  cancelIntent,
  declineIntent,
  deletePostOf,
  expireIntent,
  retryIntent,
  stateAt,
} from "../../../core/intent/decide-intent.ts";
import { intentStates, isTerminal, mayBecome } from "../../../core/intent/intent-state.ts";
import { warningsOf } from "../../../core/intent/warn-payer.ts";
import { alice, consentTo, noon, proposal } from "../../support/intents.ts";

const by = { payer: alice, stage: "test", now: noon + hourMs };
const late = { ...by, now: noon + 24 * hourMs };

describe("approving", () => {
  it("records the consent over exactly the intent's terms", () => {
    const intent = proposal();
    const consent = consentTo(intent);
    expect(approveIntent(intent, consent, by)).toEqual({
      ok: true,
      value: { ...intent, state: "approved", consent, signedAt: instant(by.now), updatedAt: instant(by.now) },
    });
  });

  it("is the same answer when it comes twice, and no second approval under another nonce", () => {
    const intent = proposal();
    const approved = approveIntent(intent, consentTo(intent), by);
    if (!approved.ok) throw new Error("not approved");
    expect(approveIntent(approved.value, consentTo(intent), late)).toEqual({ ok: true, value: approved.value });
    const other = approveIntent(approved.value, consentTo(intent, "BBBBBBBBBBBBBBBBBBBBBB"), by);
    expect(other).toEqual({ ok: false, fault: { code: "state", state: "approved" } });
  });

  it.each([
    ["another amount", { amount: 1 }],
    ["another payee", { user_id: "103" }],
    ["another handle", { handle: "b0b" }],
    ["another name", { name: "Bobby" }],
  ])("refuses terms with %s", (_what, change) => {
    const intent = proposal();
    const { terms, evidence } = consentTo(intent);
    const lines = terms.lines.map((line) => ({ ...line, ...change }));
    const decision = approveIntent(intent, { terms: { ...terms, lines }, evidence }, by);
    expect(decision).toEqual({ ok: false, fault: { code: "terms_mismatch" } });
  });

  it("refuses an older version, another stage, and what has expired", () => {
    const intent = proposal();
    const consent = consentTo(intent);
    const revised = proposal({ version: 2 });
    expect(approveIntent(revised, consent, by)).toEqual({ ok: false, fault: { code: "version_outdated" } });
    const elsewhere = approveIntent(intent, consent, { ...by, stage: "prod" });
    expect(elsewhere).toEqual({ ok: false, fault: { code: "terms_mismatch" } });
    expect(approveIntent(intent, consent, late)).toEqual({ ok: false, fault: { code: "state", state: "expired" } });
  });
});

describe("the other decisions", () => {
  it("declines once, and never what is approved", () => {
    const declined = declineIntent(proposal(), 1, by);
    expect(declined).toMatchObject({ ok: true, value: { state: "declined" } });
    expect(declineIntent(proposal({ state: "declined" }), 1, by)).toMatchObject({ ok: true });
    expect(declineIntent(proposal({ state: "approved" }), 1, by)).toMatchObject({ ok: false });
    expect(declineIntent(proposal(), 2, by)).toMatchObject({ ok: false, fault: { code: "version_outdated" } });
  });

  it("tries again as a new version only after a refusal that can be mended", () => {
    const failed = proposal({ state: "failed", reason: "insufficient_funds", consent: consentTo(proposal()) });
    const again = retryIntent(failed, 1, { ...late, lines: failed.lines });
    expect(again).toMatchObject({ ok: true, value: { version: 2, state: "pending_approval" } });
    if (!again.ok) throw new Error("not retried");
    expect(again.value.consent).toBeUndefined();
    expect(again.value.reason).toBeUndefined();
    expect(stateAt(again.value, late.now)).toBe("pending_approval");
    expect(retryIntent(again.value, 1, { ...late, lines: [] })).toEqual({ ok: true, value: again.value });
    const lost = proposal({ state: "failed", reason: "evidence_invalid" });
    expect(retryIntent(lost, 1, { ...by, lines: lost.lines })).toEqual({ ok: false, fault: { code: "not_retryable" } });
  });

  it("tries again with the payee as he goes by now", () => {
    const failed = proposal({ state: "failed", reason: "payee_changed", consent: consentTo(proposal()) });
    const lines = failed.lines.map((line) => ({ ...line, payee: { ...line.payee, handle: "bobby", name: "Robert" } }));
    const again = retryIntent(failed, 1, { ...late, lines });
    expect(again).toMatchObject({ ok: true, value: { version: 2, lines } });
  });

  it("cancels and expires only what nobody has decided", () => {
    expect(cancelIntent(proposal(), by.now)).toMatchObject({ state: "cancelled", reason: "post_deleted" });
    expect(expireIntent(proposal(), by.now)).toBeUndefined();
    expect(expireIntent(proposal(), late.now)).toMatchObject({ state: "expired" });
    for (const state of ["approved", "settled", "failed", "declined"] as const) {
      expect(cancelIntent(proposal({ state }), by.now)).toBeUndefined();
      expect(expireIntent(proposal({ state }), late.now)).toBeUndefined();
    }
  });
});

describe("a post that is deleted", () => {
  it("cancels what nobody has approved, and otherwise tells the payer of what may wait for him again, once", () => {
    expect(deletePostOf(proposal(), by.now)).toMatchObject({ state: "cancelled", reason: "post_deleted" });
    const failed = proposal({ state: "failed", reason: "insufficient_funds", signedAt: instant(noon) });
    const told = deletePostOf(failed, by.now);
    expect(told).toMatchObject({ state: "failed", version: failed.version, source: { deleted: true } });
    const again = retryIntent(told ?? failed, 1, { ...by, lines: failed.lines });
    if (!again.ok) throw new Error("not retried");
    const knowledge = { contacts: [], links: undefined };
    expect(warningsOf(again.value, "pending_approval", knowledge)).toContainEqual({ code: "post_deleted" });
    expect(deletePostOf(again.value, by.now)).toBeUndefined();
    for (const state of ["approved", "settling", "settled", "declined", "held_for_claim"] as const)
      expect(deletePostOf(proposal({ state, signedAt: instant(noon) }), by.now), state).toBeUndefined();
  });
});

describe("the table of states (invariant 7: terminal states never change)", () => {
  it("lets nothing out of a terminal state but a failed one, to be tried again", () => {
    for (const from of intentStates.filter(isTerminal)) {
      const next = intentStates.filter((to) => mayBecome(from, to));
      expect(next).toEqual(from === "failed" ? ["pending_approval"] : []);
    }
  });

  it("lets every decision make only the moves of the table", () => {
    for (const state of intentStates) {
      const intent = proposal({ state, reason: "insufficient_funds" });
      const outcomes = [
        approveIntent(intent, consentTo(intent), by),
        declineIntent(intent, 1, by),
        retryIntent(intent, 1, { ...by, lines: intent.lines }),
      ].flatMap((decision) => (decision.ok ? [decision.value] : []));
      const moved = [...outcomes, cancelIntent(intent, by.now), expireIntent(intent, late.now)].filter(
        (next) => next !== undefined && next.state !== state,
      );
      for (const next of moved) expect(mayBecome(state, next!.state), `${state} → ${next!.state}`).toBe(true);
    }
  });
});
