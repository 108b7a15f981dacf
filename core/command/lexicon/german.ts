import { type Lexicon, dollars, euroLike } from "./lexicon.ts";

export const german: Lexicon = {
  language: "de",
  verbs: {
    pay:
      "sende, senden, sendet, send, schicke, schick, schicken, schickt, zahle, zahl, zahlen, bezahle, bezahl, bezahlen, überweise, ueberweise, überweis, " +
      "überweisen, ueberweisen, gib, geben, gebe, transferiere, transferieren, rüberschicken, erstatte, erstatten, zurückzahlen, zurückgeben, überweist, überweisung, zahlung, zu senden, zu zahlen, zu schicken, zu überweisen",
    donate: "spende, spenden, spendet, spend, zu spenden",
    request:
      "fordere, fordern, forder, anfordern, verlange, verlangen, frag, frage, anfrage, zahlungsanforderung, bitte um, einfordern, kassiere, erbitte, anzufordern",
    split: "teile, teil, teilen, aufteilen, splitte, splitten, halbe halbe, aufzuteilen, teilt",
    contribute:
      "beteilige mich mit, beteilige, beisteuern, steuere, steuer, einzahlen, trage, lege, leg, beitragen, zahle ein, pack, packe",
    cancel:
      "storniere, stornieren, storno, abbrechen, annulliere, annullieren, vergiss es, widerrufe, widerrufen, brich ab, abbruch, stornier",
    help: "hilfe, hilf mir, wie geht das, wie funktioniert das, anleitung, wie funktionierts",
  },
  roles: {
    glue:
      "danke, dankeschön, vielen dank, hallo, hi, hey, moin, servus, guten tag, guten morgen, guten abend, ich, ich möchte, ich will, ich würde gern, " +
      "ich würde gerne, möchte, will, mal, doch, jetzt, sofort, gleich, schnell, ihm, ihr, ihnen, also, ok, okay, na, lieber, den betrag von, " +
      "insgesamt, eben, dann, nochmal, gern, gerne, noch, kurz, los, ja, auch, digga, alter, zurück, mach mal, grüezi, hoi",
    please: "bitte, bitteschön, biddeeee, bitte bitte, pls",
    warning: "betrug, betrüger, scam, phishing, beispiel, zum beispiel, z.b, zb, spam, abzocke",
    ask: "kannst du, könntest du, können sie, könnten sie, kannste, würdest du, kann ich, könnte ich, magst du, darf ich",
    not: "nicht, nie, niemals, kein, keine, keinen, keinesfalls, nichts, nein, ned, net, stopp",
    each: "jeweils, je, jeder, jedem, jede, pro person, pro kopf, pro nase, an jeden, für jeden, beiden je, p.p, /person, einem jeden",
    to: "an, zu, zum, zur, nach",
    from: "von, vom, bei, ab",
    with: "mit, zwischen, unter, über, via, per",
    and: "und, plus, sowie, u, dazu",
    or: "oder, bzw",
    purpose: "für, fürs, wegen, um",
    into: "in, ins, auf",
    article: "topf, kasse, sammelkasse, der, die, das, den, dem, des, ein, eine, einen, einem, einer, diese, dieser",
    possessive: "mein, meine, meinen, meinem, meiner, dein, deine, deinem, unser, unsere, unserem, seinem",
    me: "mir, mich, uns",
    approximately:
      "etwa, ungefähr, circa, ca, rund, fast, bis zu, höchstens, mindestens, mehr als, weniger als, maximal, minimal, knapp, zirka, so, so um die",
    again:
      "jeden monat, jede woche, jeden tag, jedes jahr, monatlich, wöchentlich, täglich, im monat, pro monat, pro woche, pro tag, am tag, doppelt",
    per: "pro, die stunde, das kilo, das stück, mal so, weniger, mehr, minus",
    half: "einhalb, und ein paar zerquetschte, komma, halb, anderthalb, paar",
    if: "wenn, falls, sobald, morgen, sofern, außer, es sei denn, erst wenn, übermorgen",
    told:
      "habe, hab, hat, haben, hatte, gesendet, geschickt, gezahlt, bezahlt, überwiesen, getestet, bekommen, gespendet, sagte, sagt, schrieb, meinte, " +
      "fake, angeblich, jemand, ist, war, sind, waren, er, sie, gibt, geht, wurde, wurden, wird",
    without_me: "ohne mich, unter ihnen, zwischen ihnen, nur die beiden, ausser mir, außer mir, unter den beiden",
    common:
      "es, gestern, heute, abend, essen, bier, kino, pizza, geschenk, wie, was, warum, im, am, als, aber, super, wir, wieviel, miete, döner, jahre, karten, plätze, liebe, grüße, lg",
  },
  units: {
    EUR: "euro, euros, eur, eurs, euronen, öcken, tacken, mücken, kröten",
    [dollars]: "dollar, dollars, usd",
    GBP: "pfund, pfund sterling",
    CHF: "franken, fränkli, stutz, chf, sfr, schweizer franken",
    JPY: "yen",
  },
  cents: { [euroLike]: "cent, cents, ct", CHF: "rappen" },
  numbers: {
    ein: 1,
    eins: 1,
    eine: 1,
    einen: 1,
    zwei: 2,
    zwo: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwölf: 12,
    dreizehn: 13,
    vierzehn: 14,
    fünfzehn: 15,
    sechzehn: 16,
    siebzehn: 17,
    achtzehn: 18,
    neunzehn: 19,
    zwanzig: 20,
    dreißig: 30,
    dreissig: 30,
    vierzig: 40,
    fünfzig: 50,
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
    tausend: 1000,
  },
};
