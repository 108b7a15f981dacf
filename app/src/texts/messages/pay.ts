import { texts } from "../message.ts";

/** Choosing whom to pay. */
export const payTexts = texts("pay", {
  title: "Pay somebody",
  who: "Name, @handle or link",
  findOn: "Find @{handle} on {network}",
  findAddress: "Find this Piaf address",
  noMatch: "Nobody of your contacts. To pay somebody on X, enter the @handle.",
  scan: "Scan a code",
  scanNothing: "There is no Piaf code in the picture. Try again, from nearer.",
  drafts: "Drafts",
  unnamed: "Not finished yet",
  contactsHint: "Whom you pay is listed here. Begin with the @handle of somebody on X, or scan a code.",
  linkTitle: "This link does not work",
});

/** Why a link, or a code, opens no payment. */
export const linkTexts = texts("payLink", {
  payee_invalid: "It does not say who is to be paid. Ask for a new one.",
  network_unknown: "It names a network that Piaf does not know.",
  amount_invalid: "Its amount is none that can be paid. Ask for a new one.",
});

/** A payment that is being written. */
export const draftTexts = texts("draft", {
  title: "New payment",
  to: "To",
  add: "Add somebody",
  removePayee: "Remove {name}",
  savePayee: "Save contact {name}",
  saved: "{name} is saved",
  amount: "Amount",
  amountEach: "Amount for each",
  inAll: "{count} people, {total} in all",
  note: "What for",
  noteHint: "Only the payee reads it.",
  review: "Continue to approval",
  discard: "Discard",
  fromPost: "The post that you shared",
  offline: "No connection. It is kept as a draft, and nothing is paid.",
  noAnswer: "No answer yet. It is kept as a draft: try again in a minute, it will be asked only once.",
  tooMuch: "That is more than one payment may move.",
});

/** Who somebody is, as far as the network and Piaf say. */
export const payeeTexts = texts("payee", {
  looking: "Looking up…",
  later: "Will be looked up when there is a connection.",
  contact: "In your contacts",
  verified: "Name confirmed",
  close: "Piaf knows a slightly different name. Look before you approve.",
  no_match: "Piaf knows another name. Look closely before you approve.",
  unknown: "Not at Piaf yet: what you pay waits for them.",
  payee_unknown: "Nobody on {network} has this handle. Check how it is written.",
  no_answer: "{network} does not answer. Try again, or choose a contact.",
  invite: "Invite {name}",
  invitation: "Join me at Piaf, so that I can pay you: {link}",
});

/** What keeps a payment from being asked for. */
export const missingTexts = texts("missing", {
  payees: "Choose whom to pay.",
  not_found_yet: "It is not known yet who that is.",
  not_joined: "Remove whoever is not at Piaf yet.",
  payee_is_payer: "That is you. Choose somebody else.",
  amount: "Enter an amount.",
  unclear: "That can be read in more than one way. Write it like {example}.",
  too_small: "The least is {amount}.",
  too_large: "The most is {amount}.",
});
