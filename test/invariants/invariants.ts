/** One of the promises: what must hold, and the test that shows it. */
export type Invariant = {
  readonly number: number;
  readonly sentence: string;
} & (
  | { readonly file: string; readonly title: string; readonly notBuiltYet?: string }
  /** What there is nothing to show of. */
  | { readonly notBuiltYet: string; readonly file?: undefined }
);

const ledger = "test/invariants/ledger.test.ts";
const payments = "test/invariants/payments.test.ts";
const queue = "test/invariants/queue.test.ts";

/** The twelve, each with its one named test. The bank of `test/bank` and the suites of the parts show them again, in bad weather. */
export const invariants: readonly Invariant[] = [
  {
    number: 1,
    sentence: "The sum of all wallets per currency is zero, system wallets included.",
    file: ledger,
    title: "1: all wallets of a currency sum up to zero, system wallets included",
  },
  {
    number: 2,
    sentence: "No guarded wallet is below zero at any committed point.",
    file: ledger,
    title: "2: no guarded wallet is below zero, whoever debits it at once",
  },
  {
    number: 3,
    sentence: "Each balance equals the fold of its journal.",
    file: ledger,
    title: "3: each balance is the fold of its journal, however long it is",
  },
  {
    number: 4,
    sentence:
      "One transfer id is posted at most once, however often and however late it comes; a refused id stays refused.",
    file: ledger,
    title: "4: an id is posted once, however often and late it comes, and a refused id stays refused",
  },
  {
    number: 5,
    sentence:
      "One root post yields at most one intent per payer; each line of it at most one settlement, whatever the versions.",
    file: payments,
    title: "5: a line of an intent settles at most once, whatever the versions",
  },
  {
    number: 6,
    sentence: "No settlement without valid evidence over exactly that amount, payee, version; used once; not expired.",
    file: payments,
    title: "6: nothing settles without valid evidence over exactly its amount, payee and version, in time",
  },
  {
    number: 7,
    sentence: "Terminal states never change; approve and decline racing: exactly one wins.",
    file: payments,
    title: "7: of approve and decline that race exactly one wins, and what has ended stays as it is",
  },
  {
    number: 8,
    sentence:
      "Every accepted event ends in a terminal state or a dead-letter queue within a bound; redriving is safe at any age.",
    file: queue,
    title: "8: every event ends done or in the dead-letter queue within a bound, and a redrive is safe at any age",
  },
  {
    number: 9,
    sentence: "Linked groups are all or nothing. Shares of a split add up exactly.",
    file: ledger,
    title: "9: a linked group is posted whole or not at all, and never said to be posted when half of it is",
    notBuiltYet: "splits have no shares yet",
  },
  {
    number: 10,
    sentence: "Only the payer approves; only the parties read.",
    file: payments,
    title: "10: only the payer decides, and only the parties read",
  },
  {
    number: 11,
    sentence: "Unclaimed money returns exactly once. Receipt numbers are unique and, per association, without gaps.",
    file: payments,
    title: "11: what nobody claims returns once, whoever asks for it how often, and not before its date",
    notBuiltYet: "no receipts are numbered",
  },
  {
    number: 12,
    sentence: "A balance shown to one user never goes back in time; staleness p95 < 2 s.",
    file: ledger,
    title: "12: a balance never goes back in time, not even for a moment, though replicas are two seconds behind",
  },
];
