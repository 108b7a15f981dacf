import { XMLParser } from "fast-xml-parser";
import * as z from "zod";

const text = z.string();

/** Of a `pain.001` what a bank needs of it; read by another eye than ours that wrote it. */
const order = z.object({
  Document: z.object({
    CstmrCdtTrfInitn: z.object({
      GrpHdr: z.object({ MsgId: text, NbOfTxs: text, CtrlSum: text }),
      PmtInf: z.array(
        z.object({
          DbtrAcct: z.object({ Id: z.object({ IBAN: text }) }),
          CdtTrfTxInf: z.array(
            z.object({
              PmtId: z.object({ EndToEndId: text }),
              Amt: z.object({ InstdAmt: z.object({ "#text": text }) }),
              Cdtr: z.object({ Nm: text }),
              CdtrAcct: z.object({ Id: z.object({ IBAN: text }) }),
            }),
          ),
        }),
      ),
    }),
  }),
});

export type OrderedTransfer = {
  readonly endToEndId: string;
  readonly cents: number;
  readonly iban: string;
  readonly name: string;
};

/** The transfers of a file, or undefined for one that a bank would send back: of another account, or with other sums. */
export const readOrder = (
  xml: string,
  ownIban: string,
): { readonly messageId: string; readonly transfers: readonly OrderedTransfer[] } | undefined => {
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, parseTagValue: false, removeNSPrefix: true },
    isArray: (name) => name === "PmtInf" || name === "CdtTrfTxInf",
  });
  const read = order.safeParse(parser.parse(xml));
  if (!read.success) return undefined;
  const { GrpHdr, PmtInf } = read.data.Document.CstmrCdtTrfInitn;
  const transfers = PmtInf.flatMap(({ CdtTrfTxInf }) =>
    CdtTrfTxInf.map(({ PmtId, Amt, Cdtr, CdtrAcct }) => ({
      ...{ endToEndId: PmtId.EndToEndId, cents: centsOf(Amt.InstdAmt["#text"]) },
      ...{ iban: CdtrAcct.Id.IBAN, name: Cdtr.Nm },
    })),
  );
  const sum = transfers.reduce((total, { cents }) => total + cents, 0);
  const isRight =
    PmtInf.every(({ DbtrAcct }) => DbtrAcct.Id.IBAN === ownIban) &&
    Number(GrpHdr.NbOfTxs) === transfers.length &&
    centsOf(GrpHdr.CtrlSum) === sum;
  return isRight ? { messageId: GrpHdr.MsgId, transfers } : undefined;
};

const centsOf = (decimal: string): number => Math.round(Number(decimal) * 100);
