import * as z from "zod";
import { EUR } from "../../core/money/currency.ts";

/** Of the messages only what is read, by the names of their schemas. Attributes begin with "@", a text beside them is "#text". */

/** Names of elements that may stand several times: a list even where there is one. */
export const lists: ReadonlySet<string> = new Set(
  "Stmt Ntfctn Bal Ntry NtryDtls TxDtls Ustrd Strd OrgnlPmtInfAndSts TxInfAndSts StsRsnInf".split(" "),
);

const day = z.iso.date();

/** A day, or the day of a moment, as the bank counts it. */
const dayOrMoment = z.union([
  z.object({ Dt: day }).transform(({ Dt }) => Dt),
  z.object({ DtTm: z.string().min(10) }).transform(({ DtTm }) => DtTm.slice(0, "2026-11-24".length)),
]);

const amount = z
  .object({ "#text": z.string().regex(/^\d{1,15}(\.\d{1,5})?$/), "@Ccy": z.literal(EUR) })
  .transform(({ "#text": decimal }, context) => {
    const [whole = "", part = ""] = decimal.split(".");
    const cents = part.padEnd(2, "0");
    if (/^0*$/.test(cents.slice(2))) return BigInt(whole + cents.slice(0, 2));
    context.addIssue({ code: "custom", message: "has parts of a cent" });
    return z.NEVER;
  });

const direction = z.enum(["CRDT", "DBIT"]).transform((code) => (code === "CRDT" ? "credit" : "debit"));
const text = z.string();
/** Of the external code lists. */
const listedCode = z.string().max(4);
const name = z.object({ Nm: text.optional() });
const side = z.object({ Pty: name.optional(), Nm: text.optional() });

const details = z.object({
  Refs: z.object({ AcctSvcrRef: text.optional(), EndToEndId: text.optional(), TxId: text.optional() }).optional(),
  Amt: amount.optional(),
  RltdPties: z.object({ Dbtr: side.optional(), Cdtr: side.optional() }).optional(),
  RmtInf: z
    .object({
      Ustrd: z.array(text).optional(),
      Strd: z.array(z.object({ CdtrRefInf: z.object({ Ref: text.optional() }).optional() })).optional(),
    })
    .optional(),
  RtrInf: z.object({ Rsn: z.object({ Cd: listedCode.optional() }).optional() }).optional(),
});

const entry = z.object({
  Amt: amount,
  CdtDbtInd: direction,
  RvslInd: z.enum(["true", "false"]).optional(),
  Sts: z.object({ Cd: text }),
  BookgDt: dayOrMoment,
  AcctSvcrRef: text.min(1).max(35),
  BkTxCd: z.object({ Domn: z.object({ Fmly: z.object({ SubFmlyCd: text }) }).optional() }).optional(),
  NtryDtls: z
    .array(z.object({ Btch: z.object({ NbOfTxs: text.optional() }).optional(), TxDtls: z.array(details).optional() }))
    .optional(),
});

const account = z.object({ Id: z.object({ IBAN: text }) });

const balance = z.object({
  Tp: z.object({ CdOrPrtry: z.object({ Cd: text.optional() }) }),
  Amt: amount,
  CdtDbtInd: direction,
  Dt: dayOrMoment,
});

const header = z.object({ MsgId: text.min(1).max(35) });
const page = { Acct: account, Ntry: z.array(entry).default([]) };

const code = z.object({ Rsn: z.object({ Cd: listedCode.optional() }).optional() });

/** The messages by the names of their schemas. */
export const messages = {
  "camt.053.001.08": z.object({
    BkToCstmrStmt: z.object({ GrpHdr: header, Stmt: z.array(z.object({ ...page, Bal: z.array(balance) })) }),
  }),
  "camt.054.001.08": z.object({
    BkToCstmrDbtCdtNtfctn: z.object({ GrpHdr: header, Ntfctn: z.array(z.object(page)) }),
  }),
  "pain.002.001.10": z.object({
    CstmrPmtStsRpt: z.object({
      GrpHdr: header,
      OrgnlGrpInfAndSts: z.object({ OrgnlMsgId: text, GrpSts: text.optional() }),
      OrgnlPmtInfAndSts: z
        .array(
          z.object({
            TxInfAndSts: z
              .array(
                z.object({
                  OrgnlEndToEndId: text,
                  TxSts: text,
                  StsRsnInf: z.array(code).optional(),
                }),
              )
              .default([]),
          }),
        )
        .default([]),
    }),
  }),
} as const;

export type CamtEntry = z.output<typeof entry>;
export type CamtDetails = z.output<typeof details>;
export type CamtBalance = z.output<typeof balance>;
export type StatusReport = z.output<(typeof messages)["pain.002.001.10"]>;
