import type { Instant } from "../clock.ts";
import { EUR } from "../money/currency.ts";
import { toDecimal } from "../money/money.ts";
import type { Iban } from "./iban.ts";
import { accountElement, amountOf, longestName, nameElement, textElement } from "./iso-parts.ts";
import { sepaText } from "./sepa-text.ts";
import { all, element, isoDocument } from "./xml.ts";

const creditTransferMessage = "pain.001.001.09";

/** The account that the money leaves. */
type PayingAccount = { readonly iban: Iban; readonly name: string; readonly bic?: string | undefined };

/** One transfer in euros. `endToEndId`: at most 35 of the letters that banks take; it comes back with all that becomes of it. */
type CreditTransfer = {
  readonly endToEndId: string;
  readonly amount: bigint;
  readonly iban: Iban;
  readonly name: string;
  /** What the payee reads. */
  readonly remittance: string;
};

export type CreditTransferFile = {
  /** By which the bank knows a file that comes twice. At most 35 letters. */
  readonly messageId: string;
  readonly createdAt: Instant;
  /** The day, `yyyy-mm-dd`, on which the bank is to do it. */
  readonly executeOn: string;
  readonly from: PayingAccount;
  readonly transfers: readonly [CreditTransfer, ...CreditTransfer[]];
};

/**
 * The order to a bank to make these transfers, each booked by itself: a `pain.001.001.09` as the SEPA guidelines (EPC132-08)
 * have it. The same file gives the same bytes.
 */
export const writeCreditTransfers = ({
  messageId,
  createdAt,
  executeOn,
  from,
  transfers,
}: CreditTransferFile): string => {
  const sum = transfers.reduce((total, { amount }) => total + amount, 0n);
  const sums = all(
    textElement("NbOfTxs", String(transfers.length)),
    textElement("CtrlSum", toDecimal({ amount: sum, currency: EUR })),
  );
  const header = element(
    "GrpHdr",
    textElement("MsgId", messageId),
    textElement("CreDtTm", createdAt),
    sums,
    element("InitgPty", nameElement(from.name)),
  );
  const payment = element(
    "PmtInf",
    textElement("PmtInfId", messageId),
    textElement("PmtMtd", "TRF"),
    textElement("BtchBookg", "false"),
    sums,
    element("PmtTpInf", element("SvcLvl", textElement("Cd", "SEPA"))),
    element("ReqdExctnDt", textElement("Dt", executeOn)),
    element("Dbtr", nameElement(from.name)),
    accountElement("DbtrAcct", from),
    agentElement(from),
    textElement("ChrgBr", "SLEV"),
    ...transfers.map(transferElement),
  );
  return isoDocument(creditTransferMessage, element("CstmrCdtTrfInitn", header, payment));
};

const agentElement = ({ bic }: PayingAccount) =>
  element(
    "DbtrAgt",
    element(
      "FinInstnId",
      bic === undefined ? element("Othr", textElement("Id", "NOTPROVIDED")) : textElement("BICFI", bic),
    ),
  );

const longestRemittance = 140;

const transferElement = ({ endToEndId, amount, iban, name, remittance }: CreditTransfer) =>
  element(
    "CdtTrfTxInf",
    element("PmtId", textElement("EndToEndId", endToEndId)),
    element("Amt", amountOf("InstdAmt", { amount, currency: EUR })),
    // Who has no letter that a bank can write is still somebody.
    element("Cdtr", textElement("Nm", sepaText(name, longestName) || "-")),
    accountElement("CdtrAcct", { iban }),
    element("RmtInf", textElement("Ustrd", sepaText(remittance, longestRemittance))),
  );
