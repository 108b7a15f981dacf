import { type Lexicon, dollars, euroLike } from "./lexicon.ts";

export const italian: Lexicon = {
  language: "it",
  verbs: {
    pay:
      "invia, inviare, invii, invio, inviate, inviagli, inviale, manda, mandare, mandi, mando, mandagli, mandale, mandate, paga, pagare, paghi, pago, pagate, " +
      "pagagli, versa, versare, verso, trasferisci, trasferire, trasferisco, bonifica, dai, dare, dagli, dalle, do, passa, passagli, passare, restituisci, restituire, " +
      "rimborsa, rimborsare, bonifico, fai un bonifico di, fare un bonifico di, spedisci, rendi, ridai",
    donate: "dona, donare, doni, dono, donate, donazione, donazione di, fai una donazione di, fare una donazione di",
    request:
      "chiedi, chiedere, chieda, chiedo, chiedigli, chiedile, richiedi, richiedere, richiedo, richiesta, richiesta di, addebita, addebitare, reclama",
    split:
      "dividi, dividere, divida, divido, dividiamo, spartisci, spartire, ripartisci, ripartire, condividi, condividere, facciamo a metà, suddividi",
    contribute:
      "contribuisci, contribuire, contribuisco, partecipa, partecipare, partecipo, aggiungi, aggiungere, aggiungo, metti, mettere, metto, colletta",
    cancel: "annulla, annullare, annulli, annullalo, cancella, cancellare, lascia perdere, lascia stare",
    help: "aiuto, aiutami, come funziona, come si usa, istruzioni, aiutatemi",
  },
  roles: {
    glue:
      "grazie, grazie mille, ciao, salve, buongiorno, buonasera, ehi, hey, ok, allora, dunque, io, voglio, vorrei, " +
      "mi piacerebbe, desidero, devo, ora, adesso, subito, dai su, gli, le, la somma di, la cifra di, l'importo di, un totale di, ecco, su, raga, sì, anche, caro, cara, pure, bella",
    please: "per favore, perfavore, x favore, per piacere, per cortesia, pf, plis",
    warning: "truffa, truffe, phishing, esempio, per esempio, ad esempio, spam, truffatore",
    ask: "puoi, potresti, può, potrebbe, mi puoi, potete, posso, riesci a, potrei, possiamo, ti va di",
    not: "non, mai, no, niente, nulla, nemmeno, smetti",
    each: "ciascuno, ciascuna, a ciascuno, ciascheduno, a testa, ognuno, a ognuno, ad ognuno, cadauno, a persona, per persona, cad, /persona, per ciascuno, a cranio",
    to: "a, ad, al, alla, allo, agli, verso, ai, all'",
    from: "da, dal, dalla, di, del, della, d', dall', dell'",
    with: "con, tra, fra, via, tramite",
    and: "e, ed, più, poi, nonché",
    or: "o, oppure, od",
    purpose: "per, x",
    into: "in, nel, nella, nello, sul, sulla",
    article: "cassa, fondo, salvadanaio, il, lo, la, i, gli, le, l', un, uno, una, un', questo, questa",
    possessive: "mio, mia, miei, tuo, tua, suo, sua, nostro, nostra, i miei",
    me: "mi, me, ci, inviami, mandami, pagami, dammi, passami, versami",
    approximately:
      "circa, quasi, pressappoco, intorno a, più o meno, fino a, almeno, al massimo, più di, meno di, massimo, minimo, sui, all'incirca",
    again: "ogni mese, ogni settimana, ogni giorno, ogni anno, al mese, alla settimana, al giorno, mensilmente",
    per: "ogni, all'ora, al chilo, l'uno, volte, in meno, meno, mensili",
    half: "e mezzo, e mezza, e rotti, e qualcosa, virgola",
    if: "se, quando, domani, appena, a meno che, solo se, qualora",
    told:
      "ho, ha, hanno, aveva, pagato, inviato, mandato, provato, testato, ricevuto, donato, detto, dice, dicono, diceva, mi ha, falso, " +
      "immagina, qualcuno, è, era, sono, serve, permette, hai, sta, stanno",
    without_me: "senza di me, tra loro, fra loro, tranne me, senza me, io escluso, io no",
    common:
      "che, ieri, cena, birra, pizza, regalo, molto, come, quanto, perché, stasera, biglietti, compleanno, anni, bellissimo, davvero, noi, della, spesa, si",
  },
  units: {
    EUR: "euro, euri, eur, eurs, euros, eurini, eurelli",
    [dollars]: "dollaro, dollari, usd",
    GBP: "sterlina, sterline",
    CHF: "franchi svizzeri, franchi, franco svizzero",
    JPY: "yen",
  },
  cents: { [euroLike]: "centesimo, centesimi, cent, cents, cts" },
  numbers: {
    un: 1,
    uno: 1,
    una: 1,
    due: 2,
    tre: 3,
    quattro: 4,
    cinque: 5,
    sei: 6,
    sette: 7,
    otto: 8,
    nove: 9,
    dieci: 10,
    undici: 11,
    dodici: 12,
    tredici: 13,
    quattordici: 14,
    quindici: 15,
    sedici: 16,
    diciassette: 17,
    diciotto: 18,
    diciannove: 19,
    venti: 20,
    trenta: 30,
    quaranta: 40,
    cinquanta: 50,
    sessanta: 60,
    settanta: 70,
    ottanta: 80,
    novanta: 90,
    cento: 100,
    mille: 1000,
  },
};
