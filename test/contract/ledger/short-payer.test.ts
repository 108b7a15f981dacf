import { expect, it } from "vitest";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { startFamousWallet } from "./famous-wallet.ts";

it("refuses a group whose one payer is short, though the other has money in its shards that it does not need", async () => {
  const { time, ledgers, ledger, famous, payers, payment, roundsOf, untilDone } = await startFamousWallet({
    ...{ writers: 4, payersEach: 20, seed: 1 },
  });
  const rounds = await roundsOf(4);
  const pay = (own: (typeof rounds)[number], writer: number) =>
    own.reduce((before, round) => before.then(() => untilDone(ledgers[writer]!, round)), Promise.resolve(0));
  await time.finish(Promise.all(rounds.map(pay)));
  const [first, second] = [payers[0]!, payers[1]!];
  // It pays, and so takes out of its shards more than it needs.
  const payout = await payment({ debit: famous, credit: first, amount: 5n });
  expect(await time.finish(ledger.post([payout]))).toEqual([{ status: "posted" }]);
  const lines = [
    await payment({ debit: famous, credit: first, amount: 1n }),
    await payment({ debit: second, credit: first, amount: 1_000_000n }),
  ].flatMap(({ transfers }) => transfers) as [Transfer, ...Transfer[]];
  expect(await time.finish(ledger.post([{ transfers: lines }]))).toEqual([
    { status: "refused", reason: "insufficient_funds" },
  ]);
});
