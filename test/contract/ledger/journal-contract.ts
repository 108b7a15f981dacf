import { describe, expect, it } from "vitest";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { WalletId } from "../../../core/ids.ts";
import { balanceAt } from "../../../core/ledger/balance-at.ts";
import type { Entry, Transfer } from "../../../core/ledger/ledger.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Each wallet's entries in order, however many, and what it held at any time. */
export const journalContract = (bench: LedgerWorkbench): void => {
  const { ledger, open, transfer, group, post, funded, folded, now, wait } = bench;

  const readAll = async (wallet: WalletId, limit: number): Promise<readonly Entry[]> => {
    const entries: Entry[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger().statement(wallet, { limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      entries.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return entries;
  };

  describe("a long journal (invariant 3)", () => {
    it("keeps every entry in order over tails, pages and batches, whatever the size of a page", async () => {
      const [alice, bob] = [await funded(10_000n), await open()];
      const posted: Transfer[] = [];
      for (let round = 0; round < 5; round += 1) {
        for (let single = 0; single < 9; single += 1) {
          const one = transfer({ debit: alice.id, credit: bob, amount: BigInt(1 + single) });
          await post(one);
          posted.push(one);
          wait(1);
        }
        const many = Array.from({ length: 12 }, () => transfer({ debit: alice.id, credit: bob, amount: 3n }));
        await post(many[0]!, ...many.slice(1));
        posted.push(...many);
        wait(1);
      }
      const whole = await readAll(bob, 1_000);
      expect(new Set(whole.map((entry) => entry.transfer))).toEqual(new Set(posted.map(({ id }) => id)));
      const inOrder = [...whole].sort((left, right) => (isNewer(left, right) ? -1 : 1));
      expect(whole).toEqual(inOrder);
      expect(whole).toHaveLength(posted.length);
      for (const limit of [1, 7, 16, 50]) expect(await readAll(bob, limit)).toEqual(whole);
      expect(await folded(bob)).toEqual({ total: 405n, entries: 105 });
      expect(await folded(alice.id)).toEqual({ total: 9_595n, entries: 106 });
    });

    it("is read to its end while entries are added: none is missed, none comes twice", async () => {
      const [alice, bob] = [await funded(10_000n), await open()];
      const pay = () => post(transfer({ debit: alice.id, credit: bob, amount: 1n }));
      for (let count = 0; count < 40; count += 1) await pay();
      const before = await readAll(bob, 100);
      const seen: Entry[] = [];
      let cursor: string | undefined;
      do {
        const page = await ledger().statement(bob, { limit: 3, cursor });
        seen.push(...page.items);
        cursor = page.cursor;
        await pay();
      } while (cursor !== undefined);
      expect(seen).toEqual(before);
    });

    it("keeps all entries of many who pay at once", async () => {
      const [alice, bob] = [await funded(10_000n), await open()];
      const payments = Array.from({ length: 60 }, () => transfer({ debit: alice.id, credit: bob, amount: 2n }));
      await Promise.all(payments.map((payment) => post(payment)));
      expect(await folded(bob)).toEqual({ total: 120n, entries: 60 });
      expect(await folded(alice.id)).toEqual({ total: 9_880n, entries: 61 });
    });
  });

  describe("the balance as of a time", () => {
    it("is the fold up to that instant, which it includes", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const times: string[] = [];
      for (let count = 1; count <= 20; count += 1) {
        wait(minuteMs);
        times.push(instant(now()));
        await post(transfer({ debit: alice.id, credit: bob, amount: 1n }));
        wait(minuteMs);
      }
      expect((await balanceAt(ledger(), bob, times[0])).total).toBeLessThanOrEqual(1n);
      expect((await balanceAt(ledger(), bob, instant(Date.parse(times[7]!) + minuteMs))).total).toBe(8n);
      expect((await balanceAt(ledger(), bob, instant(now()))).total).toBe(20n);
      const [latest] = (await ledger().statement(bob, { limit: 1 })).items;
      expect((await balanceAt(ledger(), bob, latest?.postedAt)).total).toBe(20n);
      expect((await balanceAt(ledger(), bob, instant(Date.parse(latest!.postedAt) - 1))).total).toBe(19n);
    });
  });

  describe("the resulting balances", () => {
    it("come with the outcome on request, of each group on its own", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const groups = [10n, 20n].map((amount) => group(transfer({ debit: alice.id, credit: bob, amount })));
      const outcomes = await ledger().post(groups, { balances: true });
      const balancesOf = (index: number) => {
        const outcome = outcomes[index];
        return outcome?.status === "posted" ? outcome.balances?.map(({ available }) => available) : undefined;
      };
      expect([balancesOf(0), balancesOf(1)]).toEqual([
        [90n, 10n],
        [70n, 30n],
      ]);
    });

    it("are exact when others pay at the same time", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const payments = Array.from({ length: 8 }, () => group(transfer({ debit: alice.id, credit: bob, amount: 5n })));
      const outcomes = await Promise.all(payments.map((one) => ledger().post([one], { balances: true })));
      const results = outcomes.flatMap(([outcome]) =>
        outcome?.status === "posted" ? [outcome.balances?.map(({ available }) => Number(available))] : [],
      );
      const expected = payments.map((_one, index) => [95 - 5 * index, 5 + 5 * index]);
      expect(results.sort((left, right) => right![0]! - left![0]!)).toEqual(expected);
    });
  });
};

const isNewer = (left: Entry, right: Entry): boolean =>
  left.postedAt === right.postedAt ? left.transfer > right.transfer : left.postedAt > right.postedAt;
