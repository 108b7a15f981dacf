import { type Lexicon, dollars, euroLike } from "./lexicon.ts";

export const dutch: Lexicon = {
  language: "nl",
  verbs: {
    pay:
      "stuur, sturen, stuurt, betaal, betalen, betaalt, maak over, overmaken, over te maken, maak, geef, geven, zend, zenden, verstuur, versturen, overmaak, " +
      "terugbetalen, betaal terug, tik, tikkie, schuif, te sturen, te betalen, betaling van, overschrijven, gooi, willen betalen, willen sturen, willen overmaken, willen geven",
    donate: "doneer, doneren, schenk, schenken, gift van, donatie van, doneert, te doneren",
    request:
      "vraag, vragen, verzoek, verzoeken, vorder, vorderen, betaalverzoek, te vragen, stuur een tikkie van, stuur een betaalverzoek van",
    split: "deel, delen, splits, splitsen, verdeel, verdelen, opsplitsen, te delen, te verdelen, fifty fifty",
    contribute:
      "draag bij, bijdragen, draag, leg in, inleggen, leg, stort, storten, doe mee met, lap, lappen, bijdrage van, doe",
    cancel: "annuleer, annuleren, annulering, laat maar, vergeet het, trek in, intrekken, stop de betaling",
    help: "help, hulp, help me, hoe werkt dit, hoe werkt het, uitleg, handleiding",
  },
  roles: {
    glue:
      "bedankt, dank je, dankjewel, dank je wel, dank u, merci, thanks, hoi, hallo, hey, hé, dag, goedemorgen, goedemiddag, goedenavond, ok, oke, oké, ik, ik wil, ik wil graag, ik zou graag, ik zou graag willen, wil, " +
      "even, eens, nu, meteen, direct, snel, hem, haar, hen, hun, dus, nou, dan, maar, het bedrag van, in totaal, een totaal van, lieve, beste, ff, effe, gewoon, ja, ook, jo, gast, moet, terug, over, yo",
    please: "alsjeblieft, alstublieft, aub, ajb, svp, graag, asjeblieft, pls, please",
    warning: "oplichting, oplichter, scam, phishing, voorbeeld, bijvoorbeeld, bv, bijv, spam",
    ask: "kun je, kan je, kunt u, zou je, zou u, wil je, wilt u, kan ik, mag ik, kun jij, zou je kunnen, kunnen we",
    not: "niet, nooit, geen, niets, nee, nimmer",
    each: "elk, ieder, elke, iedereen, per persoon, p.p, pp, aan elk, aan ieder, per man, per hoofd, de man, /persoon, allebei, elk van",
    to: "aan, naar, tegen",
    from: "van, vanaf, bij",
    with: "met, tussen, onder, via, samen met, door",
    and: "en, plus, daarna, alsook",
    or: "of",
    purpose: "voor, om, vanwege, wegens",
    into: "in, op",
    article: "pot, potje, spaarpot, de, het, een, 't, 'n, dit, dat, die, deze",
    possessive: "mijn, m'n, jouw, je, zijn, z'n, haar, ons, onze, hun",
    me: "me, mij, ons",
    approximately:
      "ongeveer, circa, zo'n, bijna, tot, minstens, hoogstens, meer dan, minder dan, maximaal, minimaal, rond, rond de, een paar, ruim",
    again: "elke maand, elke week, elke dag, elk jaar, per maand, per week, per dag, maandelijks, wekelijks, dagelijks",
    per: "per, het uur, de kilo, per stuk, keer, minder, meer, de maand, min",
    half: "en een halve, en een half, en een beetje, komma, anderhalve",
    if: "als, wanneer, zodra, morgen, tenzij, mits, alleen als, overmorgen, indien",
    told:
      "heb, heeft, hebben, had, gestuurd, betaald, overgemaakt, getest, geprobeerd, gekregen, gedoneerd, zei, zegt, schreef, nep, fake, " +
      "iemand, is, was, zijn, waren, hij, zij, werkt, schijnt, kreeg, wordt",
    without_me: "zonder mij, onder hen, tussen hen, behalve ik, ik niet, zonder me, met z'n tweeën zonder mij",
    common:
      "ik, je, jij, gisteren, vandaag, avond, eten, bier, pizza, cadeau, hoe, wat, waarom, er, heel, wij, we, kaartjes, jaar, plaatsen, etentje, biertjes, boodschappen, groetjes, gezellig",
  },
  units: {
    EUR: "euro, euros, euro's, eur, eurs, eurootjes, eurie, euri, euries, eurootje",
    [dollars]: "dollar, dollars, usd",
    GBP: "pond, ponden, pond sterling",
    CHF: "zwitserse frank, zwitserse franken, chf",
    JPY: "yen",
  },
  cents: { [euroLike]: "cent, cents, centen, ct, eurocent" },
  numbers: {
    een: 1,
    één: 1,
    twee: 2,
    drie: 3,
    vier: 4,
    vijf: 5,
    zes: 6,
    zeven: 7,
    acht: 8,
    negen: 9,
    tien: 10,
    elf: 11,
    twaalf: 12,
    dertien: 13,
    veertien: 14,
    vijftien: 15,
    zestien: 16,
    zeventien: 17,
    achttien: 18,
    negentien: 19,
    twintig: 20,
    dertig: 30,
    veertig: 40,
    vijftig: 50,
    zestig: 60,
    zeventig: 70,
    tachtig: 80,
    negentig: 90,
    honderd: 100,
    duizend: 1000,
  },
};
