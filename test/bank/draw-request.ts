import { instant } from "../../core/clock.ts";
import type { Transfer, TransferGroup, TransferKind } from "../../core/ledger/ledger.ts";
import type { Random } from "../../local/simulation/random.ts";
import type { Book } from "./book.ts";
import { type BankWallet, type Cast, nobody } from "./cast.ts";

type Bank = { readonly cast: Cast; readonly book: Book; readonly random: Random; readonly now: number };
type Sides = { readonly debit: BankWallet; readonly credit: BankWallet; readonly amount: number };

const minuteMs = 60_000;

const transfer = ({ book }: Bank, { debit, credit, amount }: Sides, more: Partial<Transfer> = {}): Transfer => ({
  id: book.freshId(),
  version: 1,
  debit: debit.id,
  credit: credit.id,
  amount: BigInt(amount),
  currency: debit.currency,
  code: "payment",
  ref: `pi_${book.asked()}`,
  ...more,
});

const alone = (one: Transfer): TransferGroup => ({ transfers: [one] });
const pick = <Value>(values: readonly Value[], random: Random): Value => values[random.below(values.length)] as Value;

/** Mostly small, now and then more than anybody has. */
const someAmount = (random: Random): number => 1 + random.below(random.chance(0.05) ? 200_000 : 1_500);

const payment = (bank: Bank): TransferGroup => {
  const { cast, random } = bank;
  const among = random.chance(0.1) ? cast.strangers : [...cast.people, ...cast.suspects, cast.shop, cast.charity];
  const debit = pick(
    among.filter(({ id }) => id !== cast.charity.id),
    random,
  );
  const credit = pick(
    among.filter(({ id }) => id !== debit.id),
    random,
  );
  return alone(transfer(bank, { debit, credit, amount: someAmount(random) }));
};

const topUp = (bank: Bank): TransferGroup => {
  const { cast, random } = bank;
  const credit = pick([...cast.people, ...cast.strangers, ...cast.suspects], random);
  const debit = cast.funding[credit.currency] ?? credit;
  return alone(transfer(bank, { debit, credit, amount: 5_000 + random.below(40_000) }, { code: "top_up" }));
};

/** To one payee that everybody pays. */
export const hotPayment = (
  bank: Bank,
  payee = pick([bank.cast.shop, bank.cast.charity], bank.random),
): TransferGroup => {
  const { cast, random } = bank;
  const debit = pick(random.chance(0.02) ? cast.strangers : [...cast.people, ...cast.suspects], random);
  return alone(transfer(bank, { debit, credit: payee, amount: 1 + random.below(300) }));
};

/** Several lines, all or none: of one payer, or in a chain through several wallets. */
const group = (bank: Bank): TransferGroup => {
  const { cast, random } = bank;
  const [payer, others] = [pick(cast.people, random), [...cast.people, cast.shop]];
  const lines = Array.from({ length: 2 + random.below(random.chance(0.1) ? 40 : 5) }, () => {
    const debit = random.chance(0.8) ? payer : pick(cast.people, random);
    const credit = pick(
      others.filter(({ id }) => id !== debit.id),
      random,
    );
    return transfer(bank, { debit, credit, amount: 1 + random.below(500) });
  });
  return { transfers: lines as [Transfer, ...Transfer[]] };
};

const hold = (bank: Bank): TransferGroup => {
  const { cast, random, now } = bank;
  // Not of the one that leaves: what is held keeps a wallet from being closed.
  const debit = pick([...cast.people, ...cast.suspects.slice(0, 1)], random);
  const credit = pick(
    [cast.shop, cast.charity, ...cast.people].filter(({ id }) => id !== debit.id),
    random,
  );
  const timeoutAt = instant(now + Math.floor(random.between(0, random.chance(0.5) ? minuteMs : 5_000 * minuteMs)));
  return alone(transfer(bank, { debit, credit, amount: someAmount(random) }, { kind: { type: "pending", timeoutAt } }));
};

const referring = (
  bank: Bank,
  of: Transfer,
  more: Partial<Transfer> & { readonly kind: TransferKind },
): TransferGroup => alone({ ...of, id: bank.book.freshId(), version: 1, ref: `pi_${bank.book.asked()}`, ...more });

const resolution = (bank: Bank): TransferGroup | undefined => {
  const of = bank.book.aHold(bank.random);
  if (of === undefined) return undefined;
  if (bank.random.chance(0.4)) return referring(bank, of, { kind: { type: "void_pending", pending: of.id } });
  const most = Number(of.amount) + (bank.random.chance(0.1) ? 5 : 0);
  const amount = bank.random.chance(0.5) ? of.amount : BigInt(1 + bank.random.below(most));
  return referring(bank, of, { amount, kind: { type: "post_pending", pending: of.id } });
};

const reversal = (bank: Bank): TransferGroup | undefined => {
  const of = bank.book.aMoved(bank.random);
  // The charity gives nothing back.
  if (of === undefined || of.credit === bank.cast.charity.id) return undefined;
  const amount = BigInt(1 + bank.random.below(Number(of.amount)));
  return referring(bank, of, {
    debit: of.credit,
    credit: of.debit,
    amount,
    kind: { type: "reversal", original: of.id },
  });
};

/** What was refused is signed again, as a new version. */
const newVersion = ({ book, random }: Bank): TransferGroup | undefined => {
  const number = book.aRefused(random);
  const before = number === undefined ? undefined : book.requests[number];
  if (before === undefined) return undefined;
  const lower = ({ amount }: Transfer): bigint => (amount > 1n ? amount / 2n : 1n);
  const amountOf = (one: Transfer): bigint => (one.kind?.type === "void_pending" ? one.amount : lower(one));
  const [first, ...rest] = before.transfers.map((one) => ({ ...one, version: one.version + 1, amount: amountOf(one) }));
  return first && { transfers: [first, ...rest] };
};

/** An id that is taken, for something else. */
const mismatch = ({ book, random }: Bank): TransferGroup | undefined => {
  const before = book.requests[book.aRecent(random) ?? -1]?.transfers;
  if (before?.length !== 1) return undefined;
  return alone({ ...before[0], amount: before[0].amount + 1n });
};

const impossible = (bank: Bank): TransferGroup => {
  const { cast, random } = bank;
  const [debit, credit] = [cast.people[0], cast.people[1]] as [BankWallet, BankWallet];
  const sides = { debit, credit, amount: 100 };
  return alone(
    random.pick([
      transfer(bank, { ...sides, amount: -random.below(2) }),
      transfer(bank, { ...sides, amount: 10 ** 15 + 1 }),
      transfer(bank, { ...sides, credit: debit }),
      transfer(bank, sides, { credit: nobody }),
      transfer(bank, sides, { currency: cast.strangers[0]?.currency ?? debit.currency }),
    ]),
  );
};

type Draw = (bank: Bank) => TransferGroup | undefined;

const draws: readonly (readonly [weight: number, draw: Draw])[] = [
  [34, payment],
  [12, hotPayment],
  [10, topUp],
  [8, group],
  [10, hold],
  [10, resolution],
  [5, reversal],
  [4, newVersion],
  [2, mismatch],
  [1, impossible],
];
const weightOfAll = draws.reduce((sum, [weight]) => sum + weight, 0);

/** What the next customer wants; a payment where he would refer to something and there is nothing. */
export const drawRequest = (bank: Bank): TransferGroup => {
  let left = bank.random.below(weightOfAll);
  for (const [weight, draw] of draws) {
    left -= weight;
    if (left < 0) return draw(bank) ?? payment(bank);
  }
  return payment(bank);
};
