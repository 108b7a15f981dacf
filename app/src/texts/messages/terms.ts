import { texts } from "../message.ts";

/** What people agree to with their first key: with another wording it has another name (contracts/consent-texts.ts). */
export const termsTexts = texts("terms", {
  title: "Terms of use",
  agree: "By setting up this phone you agree to the terms of use.",
  signed:
    "Piaf keeps your money in a wallet in euros, and pays nothing but what you have signed on one of your devices.",
  final: "What you have signed is final. The payee may send it back; Piaf cannot take it back.",
  yours: "You keep your phone and its PIN to yourself, and remove a key at once that is not yours.",
  limits: "How much you may pay depends on how well Piaf knows you. Whatever is refused is refused with a reason.",
  data: "Piaf keeps what it needs to pay, shows it to nobody who need not see it, and gives it to you at any time.",
  leave: "You may close the account whenever it is empty. What was signed stays, as proof for whom you have paid.",
});
