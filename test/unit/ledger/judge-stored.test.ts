import { describe, expect, it } from "vitest";
import type { TransferId } from "../../../core/ids.ts";
import { judgeStored, type StoredTransfer } from "../../../core/ledger/judge-stored.ts";
import type { Transfer, TransferKind } from "../../../core/ledger/ledger.ts";
import { carol, transfer, USD } from "./values.ts";

const second = transfer({ id: "tr_2" as TransferId, credit: carol, amount: 50n });
const posted = (one: Transfer): StoredTransfer => ({ status: "posted", transfer: one });
const refusedAt = (version: number): StoredTransfer => ({ status: "refused", version, reason: "insufficient_funds" });
const refused = (reason: string) => ({ status: "refused", reason });
const already = { status: "already_posted" };

describe("judging what the journal holds", () => {
  it("decides nothing while nothing is there, or a lower version was refused", () => {
    expect(judgeStored([transfer(), second], [undefined, undefined])).toBeUndefined();
    expect(judgeStored([transfer()], [refusedAt(1)])).toBeUndefined();
  });

  it("keeps a refusal for its version and for all below it, and for the group that it is in", () => {
    expect(judgeStored([transfer()], [refusedAt(2)])).toEqual(refused("insufficient_funds"));
    expect(judgeStored([transfer()], [refusedAt(3)])).toEqual(refused("version_refused"));
    expect(judgeStored([second, transfer()], [undefined, refusedAt(2)])).toEqual(refused("insufficient_funds"));
    expect(judgeStored([second, transfer()], [posted(second), refusedAt(2)])).toEqual(refused("insufficient_funds"));
  });

  it("knows a group that is posted, and one that is posted in part", () => {
    expect(judgeStored([transfer(), second], [posted(transfer()), posted(second)])).toEqual(already);
    expect(judgeStored([transfer(), second], [posted(transfer()), undefined])).toEqual(refused("transfer_mismatch"));
  });

  it.each<[string, Partial<Transfer>]>([
    ["version", { version: 3 }],
    ["reference", { ref: "pi_2" }],
    ["debited wallet", { debit: carol }],
    ["credited wallet", { credit: carol }],
    ["amount", { amount: 101n }],
    ["currency", { currency: USD }],
    ["code", { code: "top_up" }],
    ["id", { id: "tr_9" as TransferId }],
  ])("never takes a posted transfer for one with another %s", (_what, changes) => {
    expect(judgeStored([transfer(changes)], [posted(transfer())])).toEqual(refused("transfer_mismatch"));
  });

  it("says of a lower version of what is posted that its time is over", () => {
    expect(judgeStored([transfer({ version: 1 })], [posted(transfer())])).toEqual(refused("version_refused"));
  });

  it("compares a closing by what it names", () => {
    const { id, version, ref } = transfer();
    const held = transfer({ kind: { type: "pending", timeoutAt: "2026-12-01T00:00:00.000Z" } });
    expect(judgeStored([{ id, version, ref }], [posted(transfer())])).toEqual(already);
    expect(judgeStored([{ id, version, ref }], [posted(held)])).toEqual(already);
    expect(judgeStored([{ id, version: 1, ref }], [posted(transfer())])).toEqual(refused("version_refused"));
    expect(judgeStored([{ id, version: 3, ref }], [posted(transfer())])).toEqual(refused("transfer_mismatch"));
    expect(judgeStored([{ id, version, ref: "pi_2" }], [posted(transfer())])).toEqual(refused("transfer_mismatch"));
  });

  it("tells a plain transfer, a reservation, its resolutions and a reversal from each other", () => {
    const [a, b] = ["tr_a", "tr_b"] as [TransferId, TransferId];
    const kinds: readonly (TransferKind | undefined)[] = [
      undefined,
      { type: "pending", timeoutAt: "2026-12-01T00:00:00.000Z" },
      { type: "pending", timeoutAt: "2026-12-02T00:00:00.000Z" },
      { type: "post_pending", pending: a },
      { type: "post_pending", pending: b },
      { type: "void_pending", pending: a },
      { type: "void_pending", pending: b },
      { type: "reversal", original: a },
      { type: "reversal", original: b },
    ];
    for (const claimed of kinds) {
      for (const kind of kinds) {
        // Equal by value: what is claimed is never the very object that was stored.
        const verdict = judgeStored([transfer({ kind: claimed && { ...claimed } })], [posted(transfer({ kind }))]);
        expect(verdict).toEqual(claimed === kind ? already : refused("transfer_mismatch"));
      }
    }
  });
});
