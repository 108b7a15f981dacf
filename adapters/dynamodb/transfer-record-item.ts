import type { TransferRecord } from "../../core/proof/transfer-record.ts";
import { type Item, textOf } from "./attributes.ts";
import { transferOf } from "./transfer-item.ts";

/** The record of a posted transfer as it is proved; undefined for one that moved nothing (a reservation, its end). */
export const recordOf = (item: Item): TransferRecord | undefined => {
  const { id, version, debit, credit, amount, currency, code, ref, kind, consent } = transferOf(item);
  if (kind?.type === "pending" || kind?.type === "void_pending") return undefined;
  return {
    ...{ id, version, debit, credit, amount: Number(amount), currency, code, ref },
    ...(kind === undefined ? {} : { kind: kind.type, of: kind.type === "reversal" ? kind.original : kind.pending }),
    posted_at: textOf(item, "postedAt"),
    ...(consent === undefined ? {} : { consent }),
  };
};
