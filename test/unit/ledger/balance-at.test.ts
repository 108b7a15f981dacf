import { describe, expect, it } from "vitest";
import type { TransferId } from "../../../core/ids.ts";
import { balanceAt } from "../../../core/ledger/balance-at.ts";
import type { Entry, StatementRequest } from "../../../core/ledger/ledger.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { type HolderId, personalWalletIdOf, systemWalletIdOf, type WalletId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { alice, bob } from "./values.ts";

const entry = (direction: Entry["direction"], amount: bigint): Entry => ({
  ...{ transfer: "tr_1" as TransferId, other: bob, currency: EUR, code: "payment", ref: "pi_1" },
  ...{ direction, amount, postedAt: "2026-11-24T12:00:00.000Z" },
});

/** A statement of these pages, and what was asked of it. */
const paged = (...pages: readonly (readonly Entry[])[]) => {
  const asked: (StatementRequest & { readonly wallet: WalletId })[] = [];
  const statement = async (wallet: WalletId, request: StatementRequest) => {
    asked.push({ wallet, ...request });
    const at = Number(request.cursor ?? 0);
    return { items: pages[at] ?? [], cursor: at + 1 < pages.length ? String(at + 1) : undefined };
  };
  return { asked, statement };
};

describe("what a wallet held at a moment", () => {
  it("is what came in less what went out, over all pages", async () => {
    const ledger = paged([entry("credit", 100n), entry("debit", 30n)], [], [entry("credit", 5n)]);
    expect(await balanceAt(ledger, alice)).toEqual({ total: 75n, entries: 3 });
    expect(await balanceAt(paged([]), alice)).toEqual({ total: 0n, entries: 0 });
  });

  it("is asked for page by page, up to that moment", async () => {
    const [ledger, until] = [paged([entry("credit", 1n)], []), "2026-11-24T12:00:00.000Z"];
    await balanceAt(ledger, alice, until);
    expect(ledger.asked).toEqual([
      { wallet: alice, limit: 100, cursor: undefined, until },
      { wallet: alice, limit: 100, cursor: "1", until },
    ]);
  });
});

describe("a new wallet", () => {
  it("of a person is his own, one a currency", async () => {
    const owner = "hol_alice" as HolderId;
    const id = await personalWalletIdOf(owner, EUR);
    expect(await personalWallet(owner, EUR)).toEqual({ id, kind: "personal", currency: EUR, owner });
  });

  it("of the system goes by its name", async () => {
    const id = await systemWalletIdOf("funding", EUR);
    expect(await systemWallet("funding", EUR)).toEqual({ id, kind: "system", currency: EUR, owner: "funding" });
  });
});
