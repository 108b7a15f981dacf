import * as z from "zod";
import { evidence, limits, limitTerms, unfreezeTerms, wellFormed } from "../consent.ts";

const minor = z.int().nonnegative();
const freeze = z.enum(["debits", "all"]);

/** Minor units; what is absent has no limit. `to_person`, `to_organisation`: to one payee in one payment. */
const limitSet = z
  .object({ to_person: minor, to_organisation: minor, day: minor, month: minor, balance: minor })
  .partial();

/** What the caller's wallet may spend and hold, and what is to come. */
export const limitsView = z.object({
  /** How well the caller is known: what raises it is identification. */
  level: z.enum(["unverified", "basic", "full"]),
  currency: z.string(),
  /** What holds now: the caller's own limits, never above the level's. */
  limits: limitSet,
  /** The most that the caller may raise them to. */
  level_limits: limitSet,
  /** Spent today and this month, in the time zone of the wallet; absent where nothing is counted. */
  used: z.object({ day: minor.optional(), month: minor.optional() }),
  time_zone: z.string(),
  /** What the wallet does not do: pay (`debits`), or neither pay nor receive (`all`); who said so. */
  frozen: z.object({ what: freeze, by: z.enum(["owner", "piaf"]) }).optional(),
  /** A raise that was signed, and may be taken back until it takes effect. */
  pending: z.array(z.object({ request: z.string(), limits: limitSet, effective: z.string() })),
  /** What the app must sign, save what it adds: `limits` of a raise, and the `nonce`. */
  terms: z.object({
    limit: limitTerms.omit({ limits: true, nonce: true }),
    unfreeze: unfreezeTerms.omit({ nonce: true }),
  }),
});

export const lowerRequest = z.strictObject({ limits });
export const raiseRequest = z.strictObject({ terms: limitTerms, evidence });
export const freezeRequest = z.strictObject({ what: freeze });
export const unfreezeRequest = z.strictObject({ terms: unfreezeTerms, evidence });

/** What has become of a change: `asked` until the ledger has judged it. `help`: what would help after a refusal. */
export const changeView = z.object({
  id: z.string(),
  state: z.enum(["asked", "done", "refused"]),
  reason: z.string().optional(),
  help: z.string().optional(),
});

/** `block`: nothing of this account's is to reach the caller; `mute`: its requests are not. */
const blockMode = z.enum(["block", "mute"]);
/** As the account is shown now: for the caller's own list. */
const shownAs = { handle: z.string().max(64).optional(), name: wellFormed.max(300).optional() };
export const blockRequest = z.strictObject({ mode: blockMode, ...shownAs });
export const blockView = z.object({ channel: z.string(), user_id: z.string(), mode: blockMode, ...shownAs });
export const blockList = z.object({ data: z.array(blockView) });

export type LimitNumbersView = z.infer<typeof limitSet>;
export type RaiseRequest = z.infer<typeof raiseRequest>;
export type FreezeRequest = z.infer<typeof freezeRequest>;
export type UnfreezeRequest = z.infer<typeof unfreezeRequest>;
export type LimitsView = z.infer<typeof limitsView>;
export type ChangeView = z.infer<typeof changeView>;
export type BlockList = z.infer<typeof blockList>;
