import { describe, expect, it } from "vitest";
import { instant } from "../../../core/clock.ts";
import { type TransferId, voidIdOf } from "../../../core/ids.ts";
import { admit } from "../../../core/ledger/admission.ts";
import { voidOfDue } from "../../../core/ledger/due-hold.ts";
import type { StoredTransfer } from "../../../core/ledger/judge-stored.ts";
import { group, now, transfer } from "./values.ts";

const hold = (timeoutMs: number) =>
  transfer({ kind: { type: "pending", timeoutAt: instant(timeoutMs) }, consent: "of the hold" });
const stored = (changes: object = {}): StoredTransfer => ({ status: "posted", transfer: hold(now), ...changes });
const voided = (one: StoredTransfer) => voidOfDue(one, () => now);

describe("giving back a hold whose time is over", () => {
  it("is a void of all of it, under the same id for ever, without the consent that the hold was made on", async () => {
    const { consent: _ofTheHold, ...same } = hold(now);
    const expected = {
      ...same,
      id: await voidIdOf(same.id),
      version: 1,
      kind: { type: "void_pending", pending: same.id },
    };
    expect(await voided(stored())).toStrictEqual(expected);
    expect(await voided(stored({ transfer: { ...hold(now - 1), version: 7 } }))).toStrictEqual(expected);
  });

  it("is for a hold that is due and that nothing has resolved", async () => {
    expect(await voided(stored({ transfer: hold(now + 1) }))).toBeUndefined();
    expect(await voided(stored({ resolvedBy: "tr_9" as TransferId }))).toBeUndefined();
    expect(await voided({ status: "refused", version: 1, reason: "insufficient_funds" })).toBeUndefined();
    expect(await voided(stored({ transfer: transfer() }))).toBeUndefined();
    const reversal = transfer({ kind: { type: "reversal", original: "tr_0" as TransferId } });
    expect(await voided(stored({ transfer: reversal }))).toBeUndefined();
  });
});

it("a due hold is evidence enough to void it, and for nothing else", () => {
  const [pending, due] = ["tr_0" as TransferId, "due_hold"] as const;
  const voiding = [group([transfer({ kind: { type: "void_pending", pending } })])];
  expect(admit(voiding, due)).toBe(voiding);
  expect(admit(voiding, "owner_signature")).toBe(voiding);
  expect(() => admit(voiding, "provider_queue")).toThrow();
  for (const kind of [undefined, hold(now).kind, { type: "post_pending", pending } as const]) {
    expect(() => admit([group([transfer({ kind })])], due)).toThrow('A transfer "payment" is not posted on due_hold.');
  }
});
