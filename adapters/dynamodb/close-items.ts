import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { ClosingPart, DayClose, KeptFold } from "../../core/proof/close-store.ts";
import type { Findings } from "../../core/proof/reconcile.ts";
import { toItem, type Item } from "./holder-items.ts";

export const closeKey = (day: string): Item => toItem({ pk: "close", sk: day });
export const pageKeyOf = (day: string, number: number): Item => toItem({ pk: `page#${day}`, sk: padded(number) });
const partKey = (run: string, part: Pick<ClosingPart, "segment" | "number">): Item =>
  toItem({ pk: `part#${run}`, sk: `${padded(part.segment)}#${padded(part.number)}` });
export const foldKey = (wallet: string): Item => toItem({ pk: `fold#${wallet}`, sk: "fold" });
export const pinnedKey = (kind: "root" | "identity", id: string): Item => toItem({ pk: "keys", sk: `${kind}#${id}` });

const padded = (number: number): string => number.toString().padStart(6, "0");

/** Amounts as text: they may be larger than a JSON number is exact for. */
const findingsItem = ({ difference, sum, ...counts }: Findings) => ({
  ...counts,
  difference: difference.toString(),
  sum: sum.toString(),
});

export const closeItem = ({ root, until, findings, tree }: DayClose): Item => ({
  ...closeKey(root.day),
  ...toItem({
    until,
    root: JSON.stringify(root),
    findings: Object.fromEntries(Object.entries(findings).map(([currency, one]) => [currency, findingsItem(one)])),
    tree: JSON.stringify(tree),
  }),
});

type StoredFindings = Omit<Findings, "difference" | "sum"> & { readonly difference: string; readonly sum: string };

export const closeOf = (item: Item): DayClose => {
  const { root, until, findings, tree } = unmarshall(item) as {
    readonly root: string;
    readonly until: string;
    readonly findings: Readonly<Record<string, StoredFindings>>;
    readonly tree: string;
  };
  return {
    root: JSON.parse(root) as DayClose["root"],
    until,
    findings: Object.fromEntries(
      Object.entries(findings).map(([currency, { difference, sum, ...counts }]) => [
        currency,
        { ...counts, difference: BigInt(difference), sum: BigInt(sum) },
      ]),
    ),
    tree: JSON.parse(tree) as DayClose["tree"],
  };
};

export const partItem = (run: string, { rows, ...part }: ClosingPart): Item => ({
  ...partKey(run, part),
  ...toItem({ ...part, rows: JSON.stringify(rows) }),
});

export const partOf = (item: Item): ClosingPart => {
  const { rows, segment, number, cursor, done } = unmarshall(item) as Omit<ClosingPart, "rows"> & { rows: string };
  return { segment, number, cursor, done, rows: JSON.parse(rows) as ClosingPart["rows"] };
};

export const foldItem = (wallet: string, { through, after, before }: KeptFold): Item => ({
  ...foldKey(wallet),
  ...toItem({
    wallet,
    through,
    after: { sum: after.sum, entries: after.entries },
    before: { sum: before.sum, entries: before.entries },
  }),
});

type StoredFold = { readonly sum: number | bigint; readonly entries: number };

export const foldOf = (item: Item): { readonly wallet: string; readonly fold: KeptFold } => {
  const { wallet, through, after, before } = unmarshall(item) as {
    readonly wallet: string;
    readonly through: string;
    readonly after: StoredFold;
    readonly before: StoredFold;
  };
  const fold = ({ sum, entries }: StoredFold) => ({ sum: BigInt(sum), entries });
  return { wallet, fold: { through, after: fold(after), before: fold(before) } };
};
