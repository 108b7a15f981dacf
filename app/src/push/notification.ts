import { setupI18n } from "@lingui/core";
import type { PushMessageView } from "../../../contracts/push-message.ts";
import { currencyOf } from "../../../core/money/currency.ts";
import { formatMoney } from "../../../core/money/money.ts";
import { spokenLanguageOf } from "../../../locales/languages.ts";
import { messages as de } from "../../../locales/push/de.ts";
import { messages as en } from "../../../locales/push/en.ts";
import { messages as es } from "../../../locales/push/es.ts";
import { messages as fr } from "../../../locales/push/fr.ts";
import { messages as it } from "../../../locales/push/it.ts";
import { messages as nl } from "../../../locales/push/nl.ts";
import { messages as pt } from "../../../locales/push/pt.ts";
import type { Message } from "../texts/message.ts";
import { pushTexts } from "./messages/push.ts";

/** A notification as it is shown. */
export type PushNotification = {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  /** One a payment: what comes later takes the place of what came before. */
  readonly tag: string;
  /** Where in the app it leads. */
  readonly place: string;
  /** Something waits for its reader: the number on the app's icon. */
  readonly waits: boolean;
};

/** All of them: a service worker cannot fetch one when it needs it. */
const catalogues = { en, fr, es, de, it, pt, nl };

type Wording = {
  readonly plain: Message;
  readonly named?: Message;
  readonly amount?: Message;
  readonly hint?: Message;
};

const wordings: Readonly<Record<PushMessageView["kind"], Wording>> = {
  to_approve: { plain: pushTexts.toApprove, named: pushTexts.toApproveOf, amount: pushTexts.toApproveAmount },
  question: { plain: pushTexts.question },
  settled: { plain: pushTexts.settled, named: pushTexts.settledOf, amount: pushTexts.settledAmount },
  received: { plain: pushTexts.received, named: pushTexts.receivedOf },
  failed: { plain: pushTexts.failed, named: pushTexts.failedOf, amount: pushTexts.failedAmount },
  reported: { plain: pushTexts.reported, hint: pushTexts.reportedHint },
  unclaimed: { plain: pushTexts.unclaimed, named: pushTexts.unclaimedBy },
  claimed: { plain: pushTexts.claimed, named: pushTexts.claimedBy },
  returned: { plain: pushTexts.returned, named: pushTexts.returnedOf, amount: pushTexts.returnedAmount },
  sent_back: { plain: pushTexts.sentBack },
  case_changed: { plain: pushTexts.caseChanged },
  new_key: { plain: pushTexts.newKey, hint: pushTexts.newKeyHint },
};

/** What a push message says, in its reader's language; `undefined` for one that this version does not know. */
export const notificationOf = (message: PushMessageView | undefined): PushNotification | undefined => {
  if (!message || !Object.hasOwn(wordings, message.kind)) return undefined;
  const { kind, intent } = message;
  const language = spokenLanguageOf(message.language);
  const reader = setupI18n({ locale: language, messages: { [language]: catalogues[language] } });
  const { hint } = wordings[kind];
  return {
    title: titleOf(message, (text, values) => reader._(text.id, values)),
    body: hint === undefined ? "" : reader._(hint.id),
    language,
    tag: intent ?? kind,
    place: placeOf(message),
    waits: kind === "to_approve",
  };
};

const placeOf = ({ kind, intent }: PushMessageView): string => {
  if (kind === "case_changed") return "#/cases";
  return intent === undefined ? "#/settings" : `#/payments/${encodeURIComponent(intent)}`;
};

const titleOf = (
  { kind, details, language }: PushMessageView,
  say: (text: Message, values?: Readonly<Record<string, string>>) => string,
): string => {
  const { plain, named, amount: nameless } = wordings[kind];
  const currency = currencyOf(details?.currency ?? "");
  if (details === undefined || currency === undefined) return say(plain);
  const amount = formatMoney({ amount: BigInt(details.amount), currency }, language);
  if (named && details.name !== undefined) return say(named, { amount, name: details.name });
  return nameless ? say(nameless, { amount }) : say(plain);
};
