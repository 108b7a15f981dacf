import { texts } from "../message.ts";

export const nameTexts = texts("name", {
  label: "Your name",
  hint: "Whoever you pay, or who pays you, sees it.",
  empty: "Please enter a name.",
  too_long: "That name is too long: fifty letters at most.",
  unreadable: "That name cannot be read. Use letters.",
  of_piaf: "That name could be taken for Piaf itself. Choose another.",
});

/** `consent` is what people agree to: with another wording it has another name (contracts/consent-texts.ts). */
export const linkTexts = texts("link", {
  title: "Link your {network} account",
  hint: "Your posts there become payments for you to approve, and others can pay you by your handle.",
  consent:
    "Piaf learns your name, your handle and your permanent number there. It never posts for you. You can take this back at any time, here or on {network}.",
  action: "Link {network}",
  later: "Not now",
  busy: "Linking…",
  linked: "@{handle} is linked.",
  link_taken: "That account is linked to somebody else’s wallet. Unlink it there first.",
  denied: "You did not allow it there. Nothing was linked.",
  expired: "That took too long, or was not begun here. Please start again.",
  link_unavailable: "{network} does not answer. Please try again in a while.",
  linkedOn: "Linked {moment}",
  unlink: "Unlink",
  unlinkAccount: "Unlink @{handle}",
  unlinkTitle: "Unlink @{handle}?",
  unlinkHint:
    "Posts of this account ask you for nothing any more, and nobody can pay you by it. Your money stays where it is.",
  doneTitle: "You are all set",
  doneHint: "Put some money into your wallet, then pay by a post or here in the app.",
  doneGo: "Look around first",
});
