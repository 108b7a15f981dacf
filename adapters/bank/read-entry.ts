import type { FileEntry } from "../../core/bank/bank-file.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { CamtDetails, CamtEntry } from "./camt-shapes.ts";

/**
 * The bookings of one entry: itself, or, where the bank has booked several together, each of them. None of what is not booked
 * yet. Refused is a sum that its parts are not told of, since the next file may name them one by one.
 */
export const entriesOf = (entry: CamtEntry): Result<readonly FileEntry[], string> => {
  if (entry.Sts.Cd !== "BOOK") return ok([]);
  const reference = entry.AcctSvcrRef;
  const parts = entry.NtryDtls?.flatMap(({ TxDtls = [] }) => TxDtls) ?? [];
  const named = (entry.NtryDtls ?? []).reduce((sum, { Btch }) => sum + Number(Btch?.NbOfTxs ?? 0), 0);
  if (named > 1 && parts.length !== named) {
    return fail(`The booking ${reference} is the sum of ${named}, and tells of ${parts.length}.`);
  }
  if (entry.Amt === 0n) return fail(`The booking ${reference} moves nothing.`);
  const [first, ...others] = parts;
  if (others.length === 0) return ok([bookingOf(entry, first, { reference, amount: entry.Amt })]);
  return partsOf(entry, parts);
};

const partsOf = (entry: CamtEntry, parts: readonly CamtDetails[]): Result<readonly FileEntry[], string> => {
  const bookings = parts.map((part) => {
    const own = part.Refs?.AcctSvcrRef ?? part.Refs?.TxId ?? part.Refs?.EndToEndId;
    return { part, reference: `${entry.AcctSvcrRef}/${own ?? ""}`, amount: part.Amt ?? 0n };
  });
  const sum = bookings.reduce((total, { amount }) => total + amount, 0n);
  if (sum !== entry.Amt || bookings.some(({ amount }) => amount === 0n))
    return fail(`The parts of the booking ${entry.AcctSvcrRef} do not add up to it.`);
  const names = new Set(bookings.map(({ reference }) => reference));
  if (names.size < bookings.length || bookings.some(({ reference }) => reference.endsWith("/"))) {
    return fail(`The parts of the booking ${entry.AcctSvcrRef} have no references of their own.`);
  }
  return ok(bookings.map(({ part, ...booking }) => bookingOf(entry, part, booking)));
};

/** What banks write where there is no such id. */
const notProvided = "NOTPROVIDED";

/** A payment that came back (external code list of bank transactions). */
const returnCode = "RRTN";

const bookingOf = (
  entry: CamtEntry,
  part: CamtDetails | undefined,
  booking: Pick<FileEntry, "reference" | "amount">,
): FileEntry => {
  const direction = entry.CdtDbtInd;
  const endToEndId = part?.Refs?.EndToEndId;
  const side = direction === "credit" ? part?.RltdPties?.Dbtr : part?.RltdPties?.Cdtr;
  const isReturn =
    part?.RtrInf !== undefined || entry.RvslInd === "true" || entry.BkTxCd?.Domn?.Fmly.SubFmlyCd === returnCode;
  return {
    ...booking,
    direction,
    bookedOn: entry.BookgDt,
    ...(isReturn ? { returned: { reason: part?.RtrInf?.Rsn?.Cd } } : {}),
    ...(endToEndId === undefined || endToEndId === notProvided ? {} : { endToEndId }),
    remittance: [
      ...(part?.RmtInf?.Strd ?? []).flatMap(({ CdtrRefInf }) => CdtrRefInf?.Ref ?? []),
      ...(part?.RmtInf?.Ustrd ?? []),
    ],
    other: side?.Pty?.Nm ?? side?.Nm,
  };
};
