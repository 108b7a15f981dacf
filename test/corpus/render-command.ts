import type { CommandLine, CommandLines, Verb } from "../../core/command/command.ts";
import type { Language } from "../../core/command/lexicon/lexicon.ts";
import { minorDigits } from "../../core/money/currency.ts";
import { type Money, toDecimal } from "../../core/money/money.ts";

type Lines = { readonly lines: CommandLines };

/** A command that can be written in one post. */
export type Rendered =
  | (Lines & { readonly verb: "pay" })
  | (Lines & { readonly verb: "donate" })
  | (Lines & { readonly verb: "request" })
  | { readonly verb: "split"; readonly total: Money; readonly lines: CommandLines; readonly withoutMe: boolean }
  | { readonly verb: "contribute"; readonly pot: string; readonly money: Money }
  | { readonly verb: "cancel" }
  | { readonly verb: "help" };

type Words = Readonly<Record<Verb, string>> & {
  readonly to: string;
  readonly from: string;
  readonly with: string;
  readonly and: string;
  readonly each: string;
  readonly withoutMe: string;
};

const words: Readonly<Record<Language, Words>> = {
  fr: {
    pay: "envoie",
    donate: "donne",
    request: "demande",
    split: "partage",
    contribute: "participe",
    cancel: "annule",
    help: "aide",
    to: "à",
    from: "à",
    with: "avec",
    and: "et",
    each: "chacun",
    withoutMe: "sans moi",
  },
  en: {
    pay: "send",
    donate: "donate",
    request: "request",
    split: "split",
    contribute: "contribute",
    cancel: "cancel",
    help: "help",
    to: "to",
    from: "from",
    with: "with",
    and: "and",
    each: "each",
    withoutMe: "without me",
  },
  es: {
    pay: "envía",
    donate: "dona",
    request: "pide",
    split: "divide",
    contribute: "aporta",
    cancel: "cancela",
    help: "ayuda",
    to: "a",
    from: "a",
    with: "con",
    and: "y",
    each: "cada uno",
    withoutMe: "sin mí",
  },
  de: {
    pay: "sende",
    donate: "spende",
    request: "verlange",
    split: "teile",
    contribute: "beitragen",
    cancel: "storniere",
    help: "hilfe",
    to: "an",
    from: "von",
    with: "mit",
    and: "und",
    each: "jeweils",
    withoutMe: "ohne mich",
  },
  it: {
    pay: "invia",
    donate: "dona",
    request: "chiedi",
    split: "dividi",
    contribute: "contribuisci",
    cancel: "annulla",
    help: "aiuto",
    to: "a",
    from: "a",
    with: "con",
    and: "e",
    each: "ciascuno",
    withoutMe: "senza di me",
  },
  pt: {
    pay: "envia",
    donate: "doa",
    request: "pede",
    split: "divide",
    contribute: "contribui",
    cancel: "cancela",
    help: "ajuda",
    to: "a",
    from: "a",
    with: "com",
    and: "e",
    each: "cada um",
    withoutMe: "sem mim",
  },
  nl: {
    pay: "stuur",
    donate: "doneer",
    request: "vraag",
    split: "deel",
    contribute: "bijdragen",
    cancel: "annuleer",
    help: "hulp",
    to: "aan",
    from: "aan",
    with: "met",
    and: "en",
    each: "elk",
    withoutMe: "zonder mij",
  },
};

/** The command as a writer of that language would put it, without the bot's name. */
export const renderCommand = (command: Rendered, language: Language): string => {
  const say = words[language];
  const verb = say[command.verb];
  if (command.verb === "cancel" || command.verb === "help") return verb;
  if (command.verb === "contribute") return `${verb} ${amountIn(command.money, language)} #${command.pot}`;
  const named = command.lines.map(({ payee }) => `@${payee.handle}`);
  if (command.verb === "split") {
    const rest = command.withoutMe ? ` ${say.withoutMe}` : "";
    return `${verb} ${amountIn(command.total, language)} ${say.with} ${named.join(` ${say.and} `)}${rest}`;
  }
  const preposition = command.verb === "request" ? say.from : say.to;
  const [first] = command.lines;
  if (named.length > 1 && command.lines.every(({ money }) => money.amount === first.money.amount))
    return `${verb} ${amountIn(first.money, language)} ${say.each} ${preposition} ${named.join(` ${say.and} `)}`;
  const line = ({ payee, money }: CommandLine): string =>
    `${amountIn(money, language)} ${preposition} @${payee.handle}`;
  return `${verb} ${command.lines.map(line).join(` ${say.and} `)}`;
};

/** "1.234,50 EUR"; in English "1,234.50 EUR". The decimals are always written: without them a mark could be either. */
export const amountIn = (money: Money, language: Language): string => {
  const [whole = "", decimals] = toDecimal(money).split(".");
  const groups = { en: ",", fr: "\u202F", es: ".", de: ".", it: ".", pt: ".", nl: "." }[language];
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, groups);
  const written = minorDigits(money.currency) === 0 ? whole : `${grouped}${language === "en" ? "." : ","}${decimals}`;
  return `${written} ${money.currency}`;
};
