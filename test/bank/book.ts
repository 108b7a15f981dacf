import type { TransferId } from "../../core/ids.ts";
import type { PostOutcome, Transfer, TransferGroup } from "../../core/ledger/ledger.ts";
import type { Random } from "../../local/simulation/random.ts";
import type { History } from "./history.ts";

/** So many of each kind the customers have in mind. */
const remembered = 400;

/** Takes out one of a list, by chance. */
const takeOne = <Value>(values: Value[], random: Random): Value | undefined =>
  values.length === 0 ? undefined : values.splice(random.below(values.length), 1)[0];

const keep = <Value>(values: Value[], value: Value): void => {
  values.push(value);
  if (values.length > remembered) values.shift();
};

/** All that a transfer says: the same for two that are the same. */
export const textOf = (transfer: Transfer): string => {
  const { id, version, debit, credit, amount, currency, code, ref, kind } = transfer;
  return JSON.stringify([id, version, debit, credit, String(amount), currency, code, ref, kind]);
};

/** What the customers know: it outlives every process of the bank. */
export const createBook = (history: History) => {
  const requests: TransferGroup[] = [];
  const numbers = new Map<string, number>();
  const decided = new Set<number>();
  const recent: number[] = [];
  const [holds, moved, refused]: [Transfer[], Transfer[], number[]] = [[], [], []];
  let [transfers, posted] = [0, 0];
  return {
    requests: requests as readonly TransferGroup[],
    /** How many transfers were asked for, each counted once. */
    asked: (): number => transfers,
    /** How many of them somebody knows to be posted. */
    posted: (): number => posted,
    freshId: (): TransferId => `tr_${(transfers += 1)}` as TransferId,
    /** Writes a request down, and answers its number: the same for the same transfers. */
    write: (group: TransferGroup): number => {
      const text = group.transfers.map(textOf).join("\n");
      const known = numbers.get(text);
      if (known !== undefined) return known;
      const number = requests.push(group) - 1;
      numbers.set(text, number);
      keep(recent, number);
      history.note("request", number, group);
      return number;
    },
    learn: (number: number, outcome: PostOutcome): void => {
      const isNew = !decided.has(number);
      decided.add(number);
      if (outcome.status === "refused") {
        if (isNew) keep(refused, number);
        return;
      }
      for (const transfer of isNew ? (requests[number]?.transfers ?? []) : []) {
        posted += 1;
        if (transfer.kind?.type === "pending") keep(holds, transfer);
        else if (transfer.kind === undefined || transfer.kind.type === "post_pending") keep(moved, transfer);
      }
    },
    isDecided: (number: number): boolean => decided.has(number),
    /** A hold that was made. Now and then it stays in the list: then somebody else tries to resolve it too. */
    aHold: (random: Random): Transfer | undefined => {
      const hold = takeOne(holds, random);
      if (hold !== undefined && random.chance(0.2)) keep(holds, hold);
      return hold;
    },
    aMoved: (random: Random): Transfer | undefined => moved[random.below(moved.length)],
    aRefused: (random: Random): number | undefined => takeOne(refused, random),
    aRecent: (random: Random): number | undefined => recent[random.below(recent.length)],
    anyRequest: (random: Random): number | undefined =>
      requests.length === 0 ? undefined : random.below(requests.length),
  };
};

export type Book = ReturnType<typeof createBook>;
