import { texts } from "../message.ts";

/** What a wallet may spend and hold, and what its owner changes of it. */
export const limitsTexts = texts("limits", {
  title: "Limits",
  level_unverified: "Level: not identified",
  level_basic: "Level: basic",
  level_full: "Level: full",
  about_unverified: "You can pay small amounts at once. Once Piaf knows who you are, you can pay more.",
  about_basic: "Piaf knows who you are. At the full level you can spend more a month, and hold as much as you like.",
  about_full: "This is the highest level.",
  nextLevel: "To get to the next level, ask Piaf’s support to identify you, and name your reference:",
  to_person: "To a person, at once",
  to_organisation: "To an association or a company, at once",
  day: "A day",
  month: "A month",
  balance: "In the wallet",
  used: "{used} spent, {left} left",
  none: "No limit",
  unavailable: "Your limits cannot be read at the moment.",
  now: "Now",
  most: "Most at your level",
  amount: "New limit",
  hint: "A lower limit holds at once. A higher one needs your signature, and holds from {moment}.",
  lower: "Lower at once",
  raise: "Sign and raise",
  save: "Change",
  lowered: "The lower limit holds.",
  raised: "Signed. It holds from {moment}.",
  noAmount: "Please enter an amount.",
  same: "That is your limit already.",
  tooHigh: "Your level allows {amount} at most.",
  raiseOf: "{name}: {amount}",
  pending: "{name}: {amount} from {moment}",
  pendingTitle: "A higher limit is to come",
  cancelRaise: "Do not raise it",
  notRaised: "Nothing is raised.",
});

/** A wallet that does not pay. */
export const freezeTexts = texts("freeze", {
  title: "Stop the wallet",
  hint: "At once, without a signature. To go on, you sign.",
  debits: "Stop paying",
  all: "Stop paying and receiving",
  frozenTitle: "Your wallet is frozen",
  frozen_debits: "Nothing can be paid from it. You still receive money.",
  frozen_all: "It neither pays nor receives.",
  byPiaf:
    "Piaf has stopped it, because money that came by card was taken back. Write to support, and name your reference.",
  unfreeze: "Unfreeze",
  unfrozen: "Your wallet works again.",
  look: "Look at it",
});

/** How a change of one’s own wallet ended, by its code. */
export const changeTexts = texts("change", {
  underway: "It is on its way. Look again in a moment.",
  dismissed: "You did not confirm. Nothing was changed.",
  limit_not_lower: "That is not lower than your limit is now.",
  limit_not_raised: "That is not higher than your limit is now.",
  terms_expired: "You signed too late. Please sign again.",
  key_limit_exceeded: "This phone’s key is too new for that. Use a device whose key is older.",
  key_missing: "There is no wallet yet. Set up this phone first.",
  not_found: "There is nothing to take back any more.",
});
