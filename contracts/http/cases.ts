import * as z from "zod";
import { caseKinds, longestWords } from "../../core/case/case.ts";
import { wellFormed } from "../consent.ts";
import { intentView } from "./intents.ts";

const words = wellFormed.trim().min(1).max(longestWords);

/** What is wrong with a payment, in the words of who reports it. A payment has one case for each who reports it. */
export const caseRequest = z.strictObject({
  intent: z.string().startsWith("pi_").max(64),
  kind: z.enum(caseKinds),
  words,
  /** Of a payment to several: the index of the line. */
  line: z.int().nonnegative().max(48).default(0),
});

/** `reply`: of the other side. `escalate`: an answer is not enough, or does not come. `close`: it is settled. */
export const caseStepRequest = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("reply"), words }),
  z.strictObject({ do: z.literal("escalate"), words }),
  z.strictObject({ do: z.literal("close") }),
]);

const step = z.object({
  at: z.string(),
  /** `piaf`: an operator, a deadline, or the ledger. */
  by: z.enum(["you", "other", "piaf"]),
  did: z.string(),
  words: z.string().optional(),
});

const party = intentView.shape.payer;

/** A case as one of its sides sees it. */
export const caseView = z.object({
  id: z.string(),
  intent: z.string(),
  kind: z.enum(caseKinds),
  state: z.string(),
  /** What the caller is of the case. */
  role: z.enum(["reporter", "other"]),
  /** What the caller is of the payment. */
  side: z.enum(["payer", "payee"]),
  waits_for_you: z.boolean(),
  /** Until when whom it waits for has time. */
  deadline: z.string().optional(),
  /** What the caller may do now. */
  may: z.array(z.enum(["reply", "escalate", "close"])),
  payer: party,
  payee: party,
  amount: z.int(),
  currency: z.string(),
  /** Oldest first. */
  steps: z.array(step),
  opened_at: z.string(),
  updated_at: z.string(),
});

export const caseList = z.object({ data: z.array(caseView) });

export type CaseRequest = z.input<typeof caseRequest>;
export type CaseStepRequest = z.infer<typeof caseStepRequest>;
export type CaseView = z.infer<typeof caseView>;
export type CaseList = z.infer<typeof caseList>;
