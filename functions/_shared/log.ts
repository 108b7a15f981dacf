import { Logger } from "@aws-lambda-powertools/logger";

/** Every message that a function logs, in one place, so that alarms and runbooks can name them. */
const logMessages = {
  message_not_understood: "A queue message does not fit its schema; it goes to the dead-letter queue alone.",
  message_failed: "A queue message could not be processed; the queue delivers it again.",
  record_failed: "A stream record could not be relayed; the stream delivers it again.",
  request_failed: "A request failed on our side.",
  webhook_refused: "A webhook delivery was refused; nothing was queued.",
  webhook_unknown_event: "A signed webhook delivery holds an event of a shape that Piaf does not know.",
  webhook_received: "A webhook delivery was queued.",
  intent_made: "A post made or changed an intent.",
  post_ignored: "A post was not for Piaf.",
  payment_posted: "A payment was posted.",
  payment_refused: "A payment was refused; nothing moved.",
  consent_not_of_intent: "A payment named an intent that does not carry its consent; that intent was left alone.",
  claim_ended: "Money that waited for a payee without a wallet is the payee's, or the payer's again.",
  claim_waits: "A wallet does not take money that waited for a payee; it is tried again.",
  claim_reminded: "A payer is reminded of money that nobody has claimed yet.",
  hold_voided: "A hold was not resolved in time; what it reserved is free again.",
  funding_compared: "A day's card payments were compared with the provider's list.",
  funding_differs: "The card provider and the ledger do not say the same of a payment.",
  top_up_requested: "A top-up was requested of the card provider.",
  top_up_ordered: "Money that a provider took in was ordered from the ledger.",
  funding_event_refused: "A card provider's event was refused; nothing was ordered.",
  payment_unmatched: "A provider has a payment that no top-up of ours asked for; nothing was ordered.",
  bank_file_taken: "A file of the bank's was understood; its bookings were ordered from the ledger.",
  bank_file_refused: "A file of the bank's was not understood; it is kept for somebody to look at.",
  bank_delivery_refused: "A delivery to the bank's webhook was refused; nothing was ordered.",
  payout_file_made: "Payouts that waited stand in a file for the bank.",
  payout_file_sent: "The bank has a file of payouts.",
  bank_compared: "The bank's closing balance was compared with the ledger's account.",
  bank_differs: "The bank and the ledger do not say the same of the account at the bank.",
  payout_held: "What the owner signed to be paid out is reserved, and goes to the bank with its next file.",
  payout_marked: "The bank has said what became of a payout.",
  bank_entry_posted: "What the bank has booked is in the ledger.",
  bank_money_assigned: "Money that came in for nobody has found its owner.",
  bank_money_suspended: "What the bank has booked fits no wallet or payout; it lies in suspense for an operator.",
  top_up_credited: "Money that a provider took in is in its wallet.",
  top_up_suspended: "A wallet did not take what a provider took in for it; the money waits in suspense for its refund.",
  take_back_owed: "A provider took back what was spent already; the wallet spends nothing until it is settled.",
  change_asked: "A change of a wallet was asked for; the ledger judges it.",
  wallet_changed: "What the owner asked for, signed or had coming has changed a wallet.",
  change_refused: "A change of a wallet was refused; the wallet is as it was.",
  case_changed: "A case has moved on.",
  case_overdue: "A case has waited too long: look at it.",
  return_ended: "A return was posted, or refused.",
  ceiling_not_possible: "A wallet is paid by so many at once that it cannot have a limit of its balance, and has none.",
  reply_posted: "A reply was posted.",
  reply_dropped: "A reply was dropped; the app still shows the payment.",
  key_enrolled: "A payment key was enrolled.",
  key_refused: "A payment key was refused; nothing was enrolled.",
  key_revoked: "A payment key was revoked.",
  holder_identified: "An operator said how well somebody is known.",
  pin_changed: "A wallet PIN was set.",
  pin_refused: "A wallet PIN was wrong, missing or locked.",
  account_linked: "A network account was linked.",
  account_unlinked: "A network account was unlinked.",
  account_renamed: "A network account goes by another handle now.",
  link_refused: "A network account was not linked.",
  mentions_read: "The bot's mentions were read for what the webhook may have missed.",
  mentions_unread: "The bot's mentions could not be read; the next run reads them.",
  deliveries_missed: "The network has posts that it should have delivered: the webhook missed a time.",
  replay_asked: "The network was asked to deliver again what the webhook missed.",
  replay_refused: "The network would not deliver again; the next run asks it again.",
  replay_ended: "The network has delivered again what the webhook missed.",
  intent_expired: "A proposal expired.",
  intent_relayed_again: "A payment hung; its change was relayed again.",
  day_closed: "A day was closed: its transfers are in a signed root.",
  close_continues: "There is more of a day than fits into one run of the close; the next goes on.",
  close_agrees: "A closed day was read again and is as it was.",
  wallet_unexplained: "The journal does not explain a wallet's balance.",
  socket_admitted: "A phone has shown a token on its socket, and hears of changes.",
  socket_untold: "A socket could not be told; its phone asks by itself.",
  push_sent: "A push message was handed to a push service, or was not taken by it.",
  push_dropped: "A push message was given up; the app still shows what it would have told.",
  push_key_unpublished:
    "The public key of push messages could not be published; no new phone can subscribe until it is.",
  push_subscribed: "A phone subscribed to push messages.",
  socket_refused: "A socket was ended: what it said first was no token that holds.",
  change_relayed_again: "A change of a wallet hung; it was relayed again.",
  person_erased: "Somebody whose account is closed was gone through; the second pass ends it.",
  erasure_unfounded: "An erasure was ordered that the ledger's records do not bear out; nothing was erased.",
  closing_waits: "An account that its owner has closed waits for a payout; it is tried again.",
  account_closed: "An account was closed upon its owner's signature; its owner is to be erased.",
  sign_in_unnoted: "A sign-in could not be noted in a person's own history.",
  export_begun: "Somebody reads all that Piaf holds of him.",
  sweep_finished: "The sweep went through what was due.",
} as const;

export type LogMessage = keyof typeof logMessages;

/** Never personal data: ids, codes, counts. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export type Log = {
  info(message: LogMessage, facts?: LogFacts): void;
  warn(message: LogMessage, facts?: LogFacts): void;
  /** `error` may be anything thrown; its stack stays in the log. */
  error(message: LogMessage, error: unknown, facts?: LogFacts): void;
};

/** JSON lines with the message's code under `code`, as Powertools writes them. */
export const createLog = (service: string): Log => {
  const logger = new Logger({ serviceName: service });
  const line = (code: LogMessage, facts: LogFacts) => ({ message: logMessages[code], code, ...facts });
  return {
    info: (message, facts = {}) => logger.info(line(message, facts)),
    warn: (message, facts = {}) => logger.warn(line(message, facts)),
    error: (message, error, facts = {}) =>
      logger.error(line(message, facts), error instanceof Error ? error : new Error(String(error))),
  };
};
