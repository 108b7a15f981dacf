import { EUR } from "../../../core/money/currency.ts";
import { toDecimal } from "../../../core/money/money.ts";
import type { Translate } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import type { DraftPayee, PayDraft } from "./drafts.ts";
import type { PayWish } from "./pay-link.ts";

/** The form as a link, a code or a shared post fills it; the amount as its reader would type it. */
export const wordsOfWish = (
  { payee, amount, note, text }: PayWish,
  locale: string,
): Pick<PayDraft, "payees" | "amount" | "note" | "text"> => ({
  payees: payee === undefined ? [] : [payee],
  amount: amount === undefined ? "" : typedAmount(amount, locale),
  note,
  ...(text === undefined ? {} : { text }),
});

/** "12,50", with the locale's decimal mark. */
const typedAmount = (amountMinor: number, locale: string): string => {
  const mark = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
  return toDecimal({ amount: BigInt(amountMinor), currency: EUR }).replace(".", mark);
};

/** What somebody is called, as far as it is known. */
export const payeeName = ({ channel, handle, found }: DraftPayee): string =>
  found?.name ?? (channel === "piaf" ? `${handle.slice(0, 6)}…` : `@${handle}`);

/** "Bob", "Bob and 2 others"; `undefined` while nobody is chosen. */
export const draftPayeesText = ({ payees }: PayDraft, t: Translate): string | undefined => {
  const [first, ...others] = payees;
  if (first === undefined) return undefined;
  return others.length === 0
    ? payeeName(first)
    : t(commonTexts.andOthers, { first: payeeName(first), others: others.length });
};
