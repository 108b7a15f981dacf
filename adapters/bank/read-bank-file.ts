import { XMLParser } from "fast-xml-parser";
import type * as z from "zod";
import type { BankFile, ClosingBalance, FileEntry, OwnAccount } from "../../core/bank/bank-file.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { type CamtBalance, lists, messages, type StatusReport } from "./camt-shapes.ts";
import { entriesOf } from "./read-entry.ts";

const namespace = /\sxmlns(?::\w+)?="urn:iso:std:iso:20022:tech:xsd:([^"]{1,40})"/;

/**
 * Reads a file of the bank's about our account. What it does not understand it refuses as a whole, in one sentence for whoever
 * has to look: half of a statement is worse than none.
 */
export const readBankFile = (xml: string, own: Pick<OwnAccount, "iban">): Result<BankFile, string> => {
  // Entities of its own could make a small file large.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return fail("The file has a document type of its own.");
  const message = namespace.exec(xml)?.[1];
  const document = parsed(xml);
  if (message === undefined || document === undefined) return fail("The file is no message of ISO 20022.");
  switch (message) {
    case "camt.053.001.08":
      return then(readAs(messages[message], document), ({ BkToCstmrStmt: { GrpHdr, Stmt } }) =>
        reportOf(GrpHdr.MsgId, Stmt, own),
      );
    case "camt.054.001.08":
      return then(readAs(messages[message], document), ({ BkToCstmrDbtCdtNtfctn: { GrpHdr, Ntfctn } }) =>
        reportOf(GrpHdr.MsgId, Ntfctn, own),
      );
    case "pain.002.001.10":
      return then(readAs(messages[message], document), rejectionsOf);
    default:
      return fail(`The file is a ${message}; ${Object.keys(messages).join(", ")} are read.`);
  }
};

const parsed = (xml: string): unknown => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (name) => lists.has(name),
  });
  try {
    return (parser.parse(xml, true) as { readonly Document?: unknown }).Document;
  } catch {
    return undefined;
  }
};

const readAs = <Schema extends z.ZodType>(schema: Schema, document: unknown): Result<z.output<Schema>, string> => {
  const read = schema.safeParse(document);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return fail(`${issue?.path.join("/") ?? "The file"} is not understood: ${issue?.message ?? "it is missing"}.`);
};

const then = <One, Other>(
  one: Result<One, string>,
  next: (value: One) => Result<Other, string>,
): Result<Other, string> => (one.ok ? next(one.value) : one);

type Page = {
  readonly Acct: { readonly Id: { readonly IBAN: string } };
  readonly Ntry: Parameters<typeof entriesOf>[0][];
  readonly Bal?: readonly CamtBalance[];
};

const reportOf = (
  messageId: string,
  pages: readonly Page[],
  { iban }: Pick<OwnAccount, "iban">,
): Result<BankFile, string> => {
  const foreign = pages.find(({ Acct }) => Acct.Id.IBAN !== iban);
  if (foreign !== undefined) return fail("The file is about another account.");
  const entries: FileEntry[] = [];
  for (const entry of pages.flatMap(({ Ntry }) => Ntry)) {
    const read = entriesOf(entry);
    if (!read.ok) return read;
    entries.push(...read.value);
  }
  const closings = pages.flatMap(({ Bal = [] }) => Bal.flatMap(closingOf));
  return ok({ messageId, entries, closings, rejected: [] });
};

/** Of all balances of a statement the booked one at the end of its day. */
const closingOf = ({ Tp, Amt, CdtDbtInd, Dt }: CamtBalance): readonly ClosingBalance[] =>
  Tp.CdOrPrtry.Cd === "CLBD" ? [{ day: Dt, amount: CdtDbtInd === "credit" ? Amt : -Amt }] : [];

const rejectionsOf = ({ CstmrPmtStsRpt }: StatusReport): Result<BankFile, string> => {
  const { GrpHdr, OrgnlGrpInfAndSts, OrgnlPmtInfAndSts } = CstmrPmtStsRpt;
  const told = OrgnlPmtInfAndSts.flatMap(({ TxInfAndSts }) => TxInfAndSts);
  // A file that is refused as a whole is for somebody to look at: its payouts may go with another one.
  if (OrgnlGrpInfAndSts.GrpSts === "RJCT" && told.length === 0) {
    return fail(`The bank has refused all of the file ${OrgnlGrpInfAndSts.OrgnlMsgId}.`);
  }
  const rejected = told
    .filter(({ TxSts }) => TxSts === "RJCT")
    .map(({ OrgnlEndToEndId, StsRsnInf = [] }) => ({ endToEndId: OrgnlEndToEndId, reason: StsRsnInf[0]?.Rsn?.Cd }));
  return ok({ messageId: GrpHdr.MsgId, entries: [], closings: [], rejected });
};
