import {
  type CancellationReason,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactGetItem,
} from "@aws-sdk/client-dynamodb";
import { instant } from "../../core/clock.ts";
import { judgeStored, type StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { DecidedOutcome, Refusal, TransferClosing } from "../../core/ledger/ledger.ts";
import { text } from "./attributes.ts";
import { type LedgerParts, LedgerUnavailableError } from "./ledger-parts.ts";
import { attemptLimit, backOff } from "./pace.ts";
import { patiently, transact } from "./transact.ts";
import { refusedRecord, storedTransferOf } from "./transfer-item.ts";

type Claims = readonly TransferClosing[];

/**
 * Writes a refusal down, so that it stays one; what was posted meanwhile stays posted. Only a group that is too large for
 * any transaction leaves nothing behind.
 */
export const recordRefusal = async (
  parts: LedgerParts,
  { claims: named, reason }: { readonly claims: Claims; readonly reason: Refusal },
): Promise<DecidedOutcome> => {
  const claims = [...new Map(named.map((claim) => [claim.id, claim])).values()];
  if (reason === "group_too_large") return { status: "refused", reason };
  let cause: unknown;
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const at = instant(parts.clock());
    const records = claims.map((claim) => refusedRecord(parts.tables.transfers, claim, { reason, at }));
    const result = await transact(parts.client, records);
    if (result.kind === "committed") return { status: "refused", reason };
    if (result.kind === "unknown") cause = result.error;
    const decided =
      result.kind === "refused"
        ? await decidedByReasons(parts, { claims, reasons: result.reasons })
        : result.kind === "unknown" && (await decidedByJournal(parts, claims));
    if (decided) return decided;
    await backOff(parts.pace, result.kind === "refused" ? "conflict" : result.kind, attempt);
  }
  throw new LedgerUnavailableError("The database did not decide in time: call again with the same ids.", { cause });
};

/** What a group's cancelled records say of it, `reasons` in their order; undefined where they leave it open. */
export const decidedByReasons = async (
  parts: LedgerParts,
  { claims, reasons }: { readonly claims: Claims; readonly reasons: readonly CancellationReason[] },
): Promise<DecidedOutcome | undefined> => {
  const stored = reasons.flatMap(({ Item }) => (Item === undefined ? [] : [storedTransferOf(Item)]));
  if (stored.length === 0) return undefined;
  // Reasons that speak of some records only may not have judged the others.
  return stored.length === claims.length ? judgeStored(claims, stored) : decidedByJournal(parts, claims);
};

/** What the journal says of a group; undefined while it is open for all of it, or while a record is being written. */
export const decidedByJournal = async (parts: LedgerParts, claims: Claims): Promise<DecidedOutcome | undefined> => {
  const stored = await readRecords(parts, claims);
  return stored && judgeStored(claims, stored);
};

/** The group's records as one consistent cut; undefined while one of them is being written. */
const readRecords = async (
  { client, tables, pace }: LedgerParts,
  claims: Claims,
): Promise<readonly (StoredTransfer | undefined)[] | undefined> => {
  const gets: TransactGetItem[] = claims.map(({ id }) => ({
    Get: { TableName: tables.transfers, Key: { id: text(id) } },
  }));
  try {
    const command = new TransactGetItemsCommand({ TransactItems: gets });
    const { Responses = [] } = await patiently(pace, () => client.send(command));
    return Responses.map(({ Item }) => (Item === undefined ? undefined : storedTransferOf(Item)));
  } catch (error) {
    if (error instanceof TransactionCanceledException) return undefined;
    throw error;
  }
};
