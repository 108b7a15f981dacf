import * as z from "zod";
import { closeTerms, evidence } from "../consent.ts";
import { activityEntry } from "./wallet.ts";

const cursor = z.string().max(2_000).optional();

export const exportQuery = z.object({ cursor });

/**
 * A page of all that Piaf holds of the caller, in records: what each is says `kind` (docs/privacy.md lists them), and `data` is
 * as it is stored, without secrets. Kinds come one after the other; a page may break within one.
 */
export const exportPage = z.object({
  /** When this page was read. */
  read_at: z.string(),
  data: z.array(z.object({ kind: z.string(), data: z.unknown() })),
  next_cursor: z.string().optional(),
});

export const statementQuery = z.object({ cursor });

/** A page of the statement of a month in the wallet's time zone; every page says the same of the month. */
export const statementPage = z.object({
  month: z.string(),
  time_zone: z.string(),
  /** Included. */
  from: z.string(),
  /** Not included: the end of the month, or a minute ago while it is still to come. */
  to: z.string(),
  wallet: z.string(),
  name: z.string(),
  currency: z.string(),
  /** Minor units, reservations included: before the first entry, and after the last. */
  opening: z.int(),
  closing: z.int(),
  /** Newest first. */
  data: z.array(activityEntry),
  next_cursor: z.string().optional(),
});

/** What the next page has to know; the caller's own cursor carries it. */
const statementFrame = statementPage.omit({ name: true, data: true, next_cursor: true });
export const statementCursor = z.object({ frame: statementFrame, cursor: z.string() });

/** What keeps the account from being closed, and what the app must sign, save the `nonce` that it adds. */
export const closingView = z.object({
  in_the_way: z.array(z.enum(["wallet_not_empty", "holds_open", "claims_open", "debt_open"])),
  terms: closeTerms.omit({ nonce: true, await_payouts: true }),
  /** It was signed, and waits for payouts that the bank has not booked. */
  waits: z.boolean(),
});

export const closeRequest = z.strictObject({ terms: closeTerms, evidence });

/** What somebody agreed to, in the text of that name, or took back; `by`: who ended a link. */
export const consentList = z.object({
  data: z.array(
    z.object({
      at: z.string(),
      what: z.enum(["link", "terms", "notifications"]),
      did: z.enum(["agreed", "withdrawn"]),
      text: z.string().optional(),
      channel: z.string().optional(),
      by: z.string().optional(),
    }),
  ),
});

/** `label`: of the key's device; `device`, `browser`: what was signed in on, as far as the browser says it. */
export const historyList = z.object({
  data: z.array(
    z.object({
      at: z.string(),
      did: z.enum(["signed_in", "key_enrolled", "key_revoked"]),
      label: z.string().optional(),
      device: z.string().optional(),
      browser: z.string().optional(),
    }),
  ),
});

export type ConsentList = z.infer<typeof consentList>;
export type HistoryList = z.infer<typeof historyList>;
export type ClosingView = z.infer<typeof closingView>;
export type ExportPage = z.infer<typeof exportPage>;
export type StatementPage = z.infer<typeof statementPage>;
export type StatementFrame = z.infer<typeof statementFrame>;
