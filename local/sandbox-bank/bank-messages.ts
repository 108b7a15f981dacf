import {
  type AccountReport,
  type ReportedEntry,
  writeNotification,
  writeStatement,
} from "../../core/bank/account-report.ts";
import { dayMs, type Instant, instant } from "../../core/clock.ts";
import { EUR } from "../../core/money/currency.ts";
import type { Booking } from "./bank-account.ts";

type Naming = { readonly id: string; readonly createdAt: Instant; readonly iban: string };

const entryOf = (booking: Booking): ReportedEntry => ({
  ...{ reference: booking.reference, amount: BigInt(booking.cents), direction: booking.direction },
  ...{ bookedAt: booking.booked_at, endToEndId: booking.end_to_end_id, returnReason: booking.return_reason },
  ...(booking.return_reason === undefined ? {} : { type: { family: "ICDT", sub: "RRTN" } }),
  other: { name: booking.name, iban: booking.iban },
  ...(booking.text === undefined ? {} : { remittance: { free: booking.text } }),
});

const reportOf = ({ id, createdAt, iban }: Naming, bookings: readonly Booking[]): AccountReport => ({
  ...{ id, createdAt, account: { iban }, currency: EUR, entries: bookings.map(entryOf) },
});

export const notificationOf = (naming: Naming, bookings: readonly Booking[]): string =>
  writeNotification(reportOf(naming, bookings));

const signed = ({ direction, cents }: Booking): bigint => BigInt(direction === "credit" ? cents : -cents);
const sumOf = (bookings: readonly Booking[]): bigint => bookings.reduce((sum, one) => sum + signed(one), 0n);

/** All that was booked on a day, with what there was before and after. */
export const statementOf = (naming: Naming, day: string, bookings: readonly Booking[]): string => {
  const since = `${day}T00:00:00.000Z`;
  const until = instant(Date.parse(since) + dayMs);
  const before = bookings.filter(({ booked_at: at }) => at < since);
  const within = bookings.filter(({ booked_at: at }) => at >= since && at < until);
  const opening = sumOf(before);
  return writeStatement({
    ...reportOf(naming, within),
    ...{ since, until, opening: { amount: opening, day }, closing: { amount: opening + sumOf(within), day } },
  });
};

/** That a payment will not be made: a `pain.002.001.10`, in which ids and codes of ours alone stand. */
export const rejectionOf = (
  { id, createdAt }: Naming,
  { messageId, endToEndId, reason }: Readonly<Record<"messageId" | "endToEndId" | "reason", string>>,
): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>' +
  `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${createdAt}</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId>` +
  "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>" +
  `<OrgnlPmtInfId>${messageId}</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>` +
  `<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
