import { texts } from "../message.ts";

/** What has become of a payment, by its state. */
export const stateTexts = texts("state", {
  declined: "You declined this payment. Nothing was paid.",
  cancelled: "This payment was cancelled. Nothing was paid.",
  expired: "This payment has expired. Nothing was paid. To pay after all, write a new post.",
  reported: "You reported this payment. Nothing was paid.",
  held_for_claim: "The money is held until the payee claims it.",
  claimed: "The payee has claimed the money.",
});

/** Why, by the reason's code; the bot's questions are in locales/messages.ts. */
export const reasonTexts = texts("reason", {
  not_linked: "The account that wrote the post is not linked to you.",
  post_deleted: "The post was deleted.",
  writer_cancelled: "You cancelled it by another post.",
  post_edited: "The post was edited: it asks for no payment any more.",
  insufficient_funds: "There is not enough money in your wallet.",
  payment_limit_exceeded: "It is above what one payment may be.",
  day_limit_exceeded: "It is above what you may still spend today.",
  month_limit_exceeded: "It is above what you may still spend this month.",
  ceiling_exceeded: "The payee’s wallet cannot hold that much more.",
  wallet_frozen: "One of the two wallets is blocked at the moment.",
  wallet_closed: "One of the two wallets is closed.",
  key_limit_exceeded: "It is above the limit of this phone’s payment key.",
  terms_expired: "It was approved too late.",
  payee_changed: "The payee’s name or handle has changed since. Look again before you approve.",
  payee_unknown: "The payee has no wallet any more.",
  payee_limit_exceeded: "It is more than one payee may get within an hour. Try again later.",
  pace_exceeded: "That is a lot of payments in a short time. Wait a while, then try again.",
  cooling_off:
    "This is your first large payment to this payee. It has to wait a while: check whom you pay, then try again.",
  evidence_invalid: "The signature was not accepted.",
  terms_mismatch: "What was signed is not what was asked for.",
  limit_above_level: "It is above what your level allows. Identify yourself to raise it.",
  effective_too_early: "A higher limit takes effect later than that. Sign again.",
  balance_limit_not_possible: "So many pay this wallet at once that what it holds cannot be limited.",
  iban_invalid: "That account number is not accepted.",
  wallet_not_empty: "There is still money in the wallet.",
  holds_open: "Money is reserved: a payout is still on its way.",
  claims_open: "Money that you have paid still waits for somebody.",
  debt_open: "Something is owed: money was taken back that had been spent.",
  wallet_unknown: "One of the two wallets does not exist yet.",
  payer_unknown: "Your wallet was not found.",
  holder_unknown: "Your wallet was not found.",
  amount_invalid: "That amount is not possible.",
  currency_mismatch: "The two wallets hold different currencies.",
  same_wallet: "Payer and payee are the same.",
  original_unknown: "The payment that is to be returned was not found.",
  exceeds_original: "So much is not left of this payment: some of it was returned already.",
  transfer_mismatch: "It does not match what was recorded before.",
  group_too_large: "These are too many payees at once.",
  version_refused: "It was refused before. Look at it again.",
  closed: "It was refused before. Look at it again.",
  pending_unknown: "What was reserved for it is not there any more.",
  pending_resolved: "What was reserved for it is not there any more.",
  pending_expired: "What was reserved for it is not there any more.",
  exceeds_pending: "Less was reserved for it than that.",
});

/** Why there is no signature. */
export const notSignedTexts = texts("notSigned", {
  dismissed: "You did not confirm. Nothing was paid.",
  not_available: "This phone’s payment key did not answer. Set this phone up to go on.",
  payment_changed: "The payment changes at this moment. Look at it again, then approve.",
  no_connection: "No connection. Nothing was sent; please try again.",
  pin_wrong: "Wrong PIN. Please try again.",
  pin_locked: "Too many wrong PINs. Choose a new PIN to go on.",
  pin_missing: "No PIN is set yet. Choose one to go on.",
});

/** Why a decision was not taken. */
export const refusedTexts = texts("refused", {
  version_outdated: "The payment has changed. Look at it again, then approve.",
  evidence_invalid: "The signature was not accepted. Nothing was paid.",
  terms_mismatch: "What was signed is not the payment any more. Nothing was paid.",
  conflict: "Something changed at the same moment. Please try again.",
  no_connection: "No connection. Please try again.",
});

/** The steps of a payment’s timeline, by their state. */
export const stepTexts = texts("step", {
  title: "What happened",
  proposed: "Proposed",
  edited: "Post edited",
  needs_input: "Question asked",
  pending_approval: "Waiting for approval",
  approved: "Approved",
  settling: "The money is moving",
  settled: "Paid",
  failed: "Not paid",
  declined: "Declined",
  cancelled: "Cancelled",
  expired: "Expired",
  reported: "Reported",
  held_for_claim: "Held for the payee",
  claimed: "Claimed",
  returned: "Came back",
});

/** Why a payment has not ended yet, by its state. */
export const whyTexts = texts("why", {
  title: "Why is it pending?",
  approved: "You approved it. The ledger checks your signature and moves the money next, mostly within a second.",
  settling: "The ledger is moving the money.",
  held_for_claim: "The payee has not claimed the money yet. Unclaimed, it comes back to you.",
});

/** What the payer can do about a refusal, by its reason. */
export const nextTexts = texts("next", {
  title: "What you can do",
  anything: "Nothing was paid. To pay after all, write a new post.",
  pay_out: "Have it paid out to your bank, or send it to somebody.",
  take_back: "Take it back, or wait until it is claimed or comes back by itself.",
  insufficient_funds: "As soon as there is enough in your wallet, try again. You will be asked to approve anew.",
  day_limit_exceeded: "Try again tomorrow, or pay less by a new post.",
  month_limit_exceeded: "Try again next month, or pay less by a new post.",
  payment_limit_exceeded: "Pay less at once, by a new post.",
  ceiling_exceeded: "Tell the payee; then try again, or pay less by a new post.",
  key_limit_exceeded: "Try again on a device whose key is older, or when this key’s limit ends: Settings shows when.",
  payee_changed: "Try again: you see the new name and handle before you approve.",
  terms_expired: "Try again, and approve in time.",
  evidence_invalid: "Set up this phone’s payment key anew, then write a new post.",
  wallet_frozen: "If yours is frozen, unfreeze it under Limits. If it is the payee’s, ask the payee. Then try again.",
  payee_unknown: "Ask the payee to join Piaf, then write a new post.",
  identify: "Have yourself identified: Limits in the settings says how.",
  ask_support: "Nothing was paid. Please write to Piaf’s support.",
  wait: "Wait a while, then try again. You will be asked to approve anew.",
});
