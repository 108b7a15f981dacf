import type { Instant } from "../clock.ts";
import type { Currency } from "../money/currency.ts";
import { accountElement, amountOf, dayOf, nameElement, textElement } from "./iso-parts.ts";
import { sepaText } from "./sepa-text.ts";
import { all, element, isoDocument } from "./xml.ts";

const statementMessage = "camt.053.001.08";
const notificationMessage = "camt.054.001.08";

/** One booking of an account. */
export type ReportedEntry = {
  /** By which whoever keeps the account knows it, in every message and for ever. At most 35 letters. */
  readonly reference: string;
  /** Above zero. */
  readonly amount: bigint;
  readonly direction: "credit" | "debit";
  /** Takes an earlier booking back. */
  readonly isReversal?: boolean | undefined;
  readonly bookedAt: Instant;
  /** Of what kind, by the domain's codes of ISO 20022: `family` as "RCDT", `sub` as "ESCT". */
  readonly type?: { readonly family: string; readonly sub: string } | undefined;
  readonly endToEndId?: string | undefined;
  /** Who stands on the other side. */
  readonly other?: { readonly name?: string | undefined; readonly iban?: string | undefined } | undefined;
  /** What was written along: as people write, or as a creditor reference (ISO 11649). */
  readonly remittance?: { readonly free: string } | { readonly reference: string } | undefined;
  /** Why it came back, by the external code list, such as "AC04". */
  readonly returnReason?: string | undefined;
};

/** What there was at a day's end; below zero it is owed. */
type ReportedBalance = { readonly amount: bigint; readonly day: string };

export type AccountReport = {
  /** At most 35 letters. */
  readonly id: string;
  readonly createdAt: Instant;
  readonly account: ({ readonly iban: string } | { readonly id: string }) & { readonly owner?: string | undefined };
  readonly currency: Currency;
  readonly entries: readonly ReportedEntry[];
};

export type AccountStatement = AccountReport & {
  readonly since: Instant;
  readonly until: Instant;
  readonly opening: ReportedBalance;
  readonly closing: ReportedBalance;
};

/** The bookings of a period with what there was before and after: a `camt.053.001.08`. */
export const writeStatement = (statement: AccountStatement): string => {
  const { currency, opening, closing, since, until } = statement;
  return isoDocument(
    statementMessage,
    element(
      "BkToCstmrStmt",
      headerOf(statement),
      element(
        "Stmt",
        textElement("Id", statement.id),
        textElement("CreDtTm", statement.createdAt),
        element("FrToDt", textElement("FrDtTm", since), textElement("ToDtTm", until)),
        accountOf(statement),
        balanceElement("OPBD", opening, currency),
        balanceElement("CLBD", closing, currency),
        ...statement.entries.map((entry) => entryElement(entry, currency)),
      ),
    ),
  );
};

/** Bookings as they come: a `camt.054.001.08`. */
export const writeNotification = (report: AccountReport): string =>
  isoDocument(
    notificationMessage,
    element(
      "BkToCstmrDbtCdtNtfctn",
      headerOf(report),
      element(
        "Ntfctn",
        textElement("Id", report.id),
        textElement("CreDtTm", report.createdAt),
        accountOf(report),
        ...report.entries.map((entry) => entryElement(entry, report.currency)),
      ),
    ),
  );

const headerOf = ({ id, createdAt }: AccountReport) =>
  element("GrpHdr", textElement("MsgId", id), textElement("CreDtTm", createdAt));

const accountOf = ({ account, currency }: AccountReport) =>
  accountElement("Acct", account, textElement("Ccy", currency), element("Ownr", nameElement(account.owner)));

const indicators = { credit: "CRDT", debit: "DBIT" } as const;

const balanceElement = (code: string, { amount, day }: ReportedBalance, currency: Currency) =>
  element(
    "Bal",
    element("Tp", element("CdOrPrtry", textElement("Cd", code))),
    amountOf("Amt", { amount: amount < 0n ? -amount : amount, currency }),
    textElement("CdtDbtInd", amount < 0n ? indicators.debit : indicators.credit),
    element("Dt", textElement("Dt", day)),
  );

const entryElement = (entry: ReportedEntry, currency: Currency) => {
  const { amount, bookedAt, reference, direction, type } = entry;
  const moved = all(amountOf("Amt", { amount, currency }), textElement("CdtDbtInd", indicators[direction]));
  const family = type ?? { family: direction === "credit" ? "RCDT" : "ICDT", sub: "ESCT" };
  return element(
    "Ntry",
    moved,
    textElement("RvslInd", entry.isReversal === true ? "true" : undefined),
    element("Sts", textElement("Cd", "BOOK")),
    element("BookgDt", textElement("DtTm", bookedAt)),
    element("ValDt", textElement("Dt", dayOf(bookedAt))),
    textElement("AcctSvcrRef", reference),
    element(
      "BkTxCd",
      element(
        "Domn",
        textElement("Cd", "PMNT"),
        element("Fmly", textElement("Cd", family.family), textElement("SubFmlyCd", family.sub)),
      ),
    ),
    element("NtryDtls", element("TxDtls", referencesElement(entry), moved, detailsOf(entry))),
  );
};

const referencesElement = ({ reference, endToEndId }: ReportedEntry) =>
  element("Refs", textElement("AcctSvcrRef", reference), textElement("EndToEndId", endToEndId));

const detailsOf = ({ direction, other, remittance, returnReason }: ReportedEntry) => {
  const side = direction === "credit" ? "Dbtr" : "Cdtr";
  return all(
    element(
      "RltdPties",
      element(side, element("Pty", nameElement(other?.name))),
      other?.iban === undefined ? undefined : accountElement(`${side}Acct`, { iban: other.iban }),
    ),
    element("RmtInf", remittance === undefined ? undefined : remittanceElement(remittance)),
    element("RtrInf", element("Rsn", textElement("Cd", returnReason))),
  );
};

const longestRemittance = 140;

const remittanceElement = (remittance: NonNullable<ReportedEntry["remittance"]>) =>
  "free" in remittance
    ? textElement("Ustrd", sepaText(remittance.free, longestRemittance))
    : element(
        "Strd",
        element(
          "CdtrRefInf",
          element("Tp", element("CdOrPrtry", textElement("Cd", "SCOR"))),
          textElement("Ref", remittance.reference),
        ),
      );
