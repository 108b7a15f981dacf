import type { ChangeRefusal } from "../consent/judge-change.ts";
import type { FailureReason } from "../intent/intent-state.ts";

/** What would help after a refusal. */
export type Help =
  | "top_up"
  /** Less at once; or another limit: see `raise_limit`. */
  | "pay_less"
  | "raise_limit"
  /** The same again in a while: a minute, an hour, the time that large first payments wait. */
  | "wait"
  | "wait_for_tomorrow"
  | "wait_for_next_month"
  /** By the owner's signature, if it is the own wallet; else the payee has to. */
  | "unfreeze"
  | "ask_payee"
  /** To a bank, or to somebody. */
  | "pay_out"
  /** What nobody has claimed. */
  | "take_back"
  | "look_again"
  | "sign_again"
  /** A key that was added long enough ago, or by another key. */
  | "use_another_key"
  | "identify"
  | "ask_support"
  | "nothing";

/** The one table of refusals: a code without what would help does not compile. */
export const refusalHelp: Readonly<Record<FailureReason | ChangeRefusal, Help>> = {
  insufficient_funds: "top_up",
  payment_limit_exceeded: "pay_less",
  payee_limit_exceeded: "wait",
  pace_exceeded: "wait",
  cooling_off: "wait",
  day_limit_exceeded: "wait_for_tomorrow",
  month_limit_exceeded: "wait_for_next_month",
  ceiling_exceeded: "ask_payee",
  wallet_frozen: "unfreeze",
  wallet_closed: "nothing",
  wallet_unknown: "ask_payee",
  key_limit_exceeded: "use_another_key",
  payee_changed: "look_again",
  payee_unknown: "ask_payee",
  payer_unknown: "ask_support",
  holder_unknown: "ask_support",
  terms_expired: "sign_again",
  evidence_invalid: "sign_again",
  terms_mismatch: "sign_again",
  limit_above_level: "identify",
  effective_too_early: "sign_again",
  balance_limit_not_possible: "ask_support",
  iban_invalid: "look_again",
  wallet_not_empty: "pay_out",
  holds_open: "wait",
  claims_open: "take_back",
  debt_open: "ask_support",
  amount_invalid: "pay_less",
  currency_mismatch: "nothing",
  same_wallet: "nothing",
  pending_unknown: "nothing",
  pending_resolved: "nothing",
  pending_expired: "nothing",
  exceeds_pending: "nothing",
  original_unknown: "nothing",
  exceeds_original: "nothing",
  transfer_mismatch: "ask_support",
  group_too_large: "pay_less",
  version_refused: "look_again",
  closed: "look_again",
};

export const isRefusal = (reason: string): reason is keyof typeof refusalHelp => Object.hasOwn(refusalHelp, reason);
