import { type Lexicon, dollars, euroLike } from "./lexicon.ts";

export const french: Lexicon = {
  language: "fr",
  verbs: {
    pay:
      "envoie, envoies, envoyez, envoyer, envoye, envois, envoi, envoyons, paie, paies, paye, payes, payez, payer, payons, verse, verses, " +
      "versez, verser, vire, vires, virez, virer, transfère, transfères, transférez, transférer, rembourse, rembourses, " +
      "remboursez, rembourser, règle, réglez, régler, file, filez, filer, refile, refiler, lâche, paiement, virement, " +
      "fais un virement de, faire un virement de, faites un virement de, faire parvenir, fais parvenir",
    donate:
      "donne, donnes, donnez, donner, don, fais un don de, faire un don de, faites un don de, un don de, offre, offrez, offrir",
    request:
      "demande, demandes, demandez, demander, réclame, réclames, réclamez, réclamer, fais une demande de, faire une demande de, " +
      "demande de paiement de",
    split:
      "partage, partages, partagez, partager, divise, divises, divisez, diviser, répartis, répartir, répartissez, splitte, " +
      "splitter, on partage, on divise, moitié moitié",
    contribute:
      "participe, participes, participez, participer, contribue, contribues, contribuez, contribuer, cotise, cotisez, " +
      "cotiser, mets, mettez, mettre, ajoute, ajoutez, ajouter",
    cancel: "annule, annules, annulez, annuler, annulation, laisse tomber, laissez tomber",
    help: "aide, aidez-moi, aide-moi, au secours, mode d'emploi, comment ça marche, comment ça fonctionne, comment faire",
  },
  roles: {
    glue:
      "merci, merci bcp, merci beaucoup, bonjour, bonsoir, salut, " +
      "coucou, hello, hey, yo, allez, allô, hop, ok, oki, d'accord, je, j', tu, vous, on, je veux, je voudrais, j'aimerais, " +
      "je souhaite, je souhaiterais, il faut, faut, veux, voudrais, donc, alors, bon, bien, et hop, cher, chère, dis, vite, " +
      "tout de suite, maintenant, immédiatement, lui, leur, somme de, la somme de, montant de, le montant de, petit, " +
      "oui, mon cher, aussi, voilà, bah, ben, re, wesh",
    please: "s'il te plaît, s'il te plait, s'il vous plaît, s'il vous plait, stp, svp, stpl, please, stp stp, merci de",
    warning:
      "arnaque, arnaques, arnaqueur, arnaqueurs, phishing, hameçonnage, exemple, par exemple, ex, spam, escroquerie",
    ask:
      "peux tu, peux-tu, tu peux, pouvez vous, pouvez-vous, vous pouvez, pourrais tu, tu pourrais, pourriez vous, " +
      "vous pourriez, est-ce que tu peux, est-ce que tu pourrais, puis-je, je peux, je pourrais, peut-on, on peut",
    not: "pas, ne, n', jamais, plus jamais, surtout pas, rien, arrête, arrêtez",
    each: "chacun, chacune, à chacun, à chacune, chaque, par personne, par tête, par tête de pipe, /personne, par pers, à chaque personne, pour chacun, à tous les deux, tous les deux chacun",
    to: "à, a, au, aux, vers",
    from: "chez, de, d', du, des, depuis",
    with: "avec, entre, via, parmi",
    and: "et, puis, ainsi que, plus",
    or: "ou, ou bien",
    purpose: "pour",
    into: "dans, dedans, sur",
    article: "cagnotte, pot, pot commun, caisse, le, la, les, l', un, une, ces, cette, cet, ce",
    possessive: "mon, ma, mes, ton, ta, tes, son, sa, ses, notre, nos, votre, vos, leurs",
    me: "me, m', moi, nous",
    approximately:
      "environ, à peu près, presque, jusqu'à, moins de, plus de, au moins, au plus, maximum, max, minimum, mini, quelques, dans les, autour de, vers les",
    again:
      "chaque mois, tous les mois, toutes les semaines, chaque semaine, tous les jours, chaque jour, tous les ans, par mois, par semaine, par jour, mensuellement",
    per: "par, l'heure, le kilo, pièce, la pièce, fois, moins",
    half: "et demi, et demie, et quelques, et des poussières, virgule",
    if: "si, s', quand, lorsque, dès que, sauf, à condition, demain, après-demain, seulement si, une fois que",
    told:
      "j'ai, il a, elle a, on a, ils ont, m'a, m'ont, m'avait, avait, a dit, dit, disait, payé, payée, envoyé, envoyée, testé, reçu, versé, remboursé, " +
      "donné, demandé, essayé, faux, genre, imaginez, paraît, " +
      "quelqu'un, c'est, était, sont, ont, avez, as, ai, permet, sert",
    without_me: "sans moi, entre eux, entre elles, sauf moi, pas moi, moi exclu",
    common:
      "est, qui, que, hier, ciné, resto, bière, pizza, courses, café, cadeau, soir, ça, sans, très, trop, bises, bisous, comment, combien, anniv, ans, places",
  },
  units: {
    EUR: "euro, euros, eur, eurs, balle, balles, roros, zeuros, neuros, d'euros, d'euro",
    "? CHF XOF XAF": "franc, francs",
    [dollars]: "dollar, dollars, dollars américains",
    GBP: "livre sterling, livres sterling",
    JPY: "yen, yens",
    CAD: "dollars canadiens, piastres, piasses",
    CHF: "francs suisses, franc suisse",
  },
  cents: { [`${euroLike} CHF`]: "centime, centimes, cts, ct, cent, cents", EUR: "centimes d'euro, cents d'euro" },
  numbers: {
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    treize: 13,
    quatorze: 14,
    quinze: 15,
    seize: 16,
    vingt: 20,
    vingts: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    septante: 70,
    huitante: 80,
    octante: 80,
    nonante: 90,
    cent: 100,
    cents: 100,
    mille: 1000,
    zéro: 0,
    zero: 0,
  },
};
