import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommandLine } from "../../core/command/command.ts";
import { languages } from "../../core/command/lexicon/lexicon.ts";
import { normalise } from "../../core/command/normalise.ts";
import { parseCommand } from "../../core/command/parse-command.ts";
import { splitShares } from "../../core/command/split-shares.ts";
import { EUR, currencyOf } from "../../core/money/currency.ts";
import { toDecimal } from "../../core/money/money.ts";
import { readCorpus } from "../corpus/corpus.ts";
import { amountIn, renderCommand } from "../corpus/render-command.ts";
import { context, postBy } from "../support/posts.ts";

const read = (text: string) => parseCommand(postBy("alice", text), context);

/** The amounts of a reading, and who gets them. */
const moneyOf = (text: string) => {
  const reading = read(text);
  if (reading.kind !== "command" || !("lines" in reading.command)) return undefined;
  return reading.command.lines.map(({ payee, money }) => `${payee.handle} ${money.amount} ${money.currency}`);
};

const account = fc.constantFrom("bob", "carol", "dave", "corner_bakery");
/** None with three decimals: "190,376 KWD" is a question, as it should be. */
const currency = fc.constantFrom("EUR", "USD", "JPY", "CHF", "BRL").map((code) => currencyOf(code) ?? EUR);
const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
const language = fc.constantFrom(...languages);

const corpus = readCorpus();
const corpusText = fc.constantFrom(...corpus.map(({ post }) => post));

/** Pieces that posts are made of, in any order: the parser is led astray by what it knows. */
const pieces = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(..."€ $ . , 1 20 000 ' \" « » \u200b \u202e ½ ² @bob @piaf #pot \n ? - / x k".split(" ")),
      corpusText,
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(" "));

describe("the parser", () => {
  it("never throws, whatever is written", () => {
    const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), pieces);
    fc.assert(
      fc.property(texts, (text) => {
        expect(["command", "question", "ignored"]).toContain(read(`@piaf ${text}`).kind);
      }),
      { numRuns: 500 },
    );
  });

  it("reads only amounts that are written: each of its digits stands in the text, in their order", () => {
    fc.assert(
      fc.property(fc.oneof(pieces, corpusText), (text) => {
        const reading = read(`@piaf ${text}`);
        const { digits } = digitsWritten(text);
        if (reading.kind !== "command" || !("lines" in reading.command) || reading.command.verb === "split") return;
        for (const { money } of reading.command.lines) {
          const [whole = "", decimals = ""] = toDecimal(money).split(".");
          const written = (part: string) => digits.includes(part) || spoken(text);
          expect(written(whole) || whole === "0", `${whole} in ${text}`).toBe(true);
          expect(written(decimals.replace(/0+$/, "")), `${decimals} in ${text}`).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("reads the same money whatever the note", () => {
    const note = fc.stringMatching(/^[a-z ]{0,40}$/);
    fc.assert(
      fc.property(corpusText, note, (text, words) => {
        const before = moneyOf(text);
        const after = moneyOf(`${text} ${words}`);
        // A note may make a question of a command, never another command.
        if (before !== undefined && after !== undefined) expect(after).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });

  it("changes nothing by normalising twice", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), pieces), (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

/** All digits of the text, of any script, without what separates them. */
const digitsWritten = (text: string) => ({ digits: normalise(text).text.replaceAll(/[^\d]/g, "") });

const spoken = (text: string): boolean => /\p{L}{2}/u.test(text.replaceAll(/@\w+/g, ""));

describe("a command that is written out", () => {
  const lines = fc
    .uniqueArray(fc.record({ handle: account, amount }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ handle }) => handle,
    })
    .chain((found) =>
      currency.map((each): CommandLine[] =>
        found.map((line) => ({
          payee: { userId: "", handle: line.handle },
          money: { amount: line.amount, currency: each },
        })),
      ),
    );

  it("is read back in every language: pay, donate, request", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("pay", "donate", "request" as const),
        lines,
        language,
        (verb, [first, ...rest], each) => {
          const text = `@piaf ${renderCommand({ verb, lines: [first!, ...rest] }, each)}`;
          const reading = read(text);
          expect(reading, text).toMatchObject({ kind: "command", command: { verb, note: "" } });
          expect(moneyOf(text)).toEqual(
            [first!, ...rest].map(({ payee, money }) => `${payee.handle} ${money.amount} ${money.currency}`),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is read back in every language: split, its shares adding up to the total", () => {
    fc.assert(
      fc.property(
        lines,
        fc.bigInt({ min: 10n, max: 10n ** 9n }),
        language,
        fc.boolean(),
        ([first, ...rest], sum, each, withoutMe) => {
          const total = { amount: sum, currency: first!.money.currency };
          const text = `@piaf ${renderCommand({ verb: "split", total, lines: [first!, ...rest], withoutMe }, each)}`;
          const reading = read(text);
          expect(reading, text).toMatchObject({ kind: "command", command: { verb: "split", total } });
          if (reading.kind !== "command" || reading.command.verb !== "split") return;
          const { command } = reading;
          const shares = [...command.lines.map(({ money }) => money.amount), command.ownShare?.amount ?? 0n];
          expect(shares.reduce((left, right) => left + right)).toBe(sum);
          expect(command.ownShare === undefined).toBe(withoutMe);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is read back in every language: contribute, cancel, help", () => {
    fc.assert(
      fc.property(amount, currency, language, (sum, code, each) => {
        const money = { amount: sum, currency: code };
        const contribution = renderCommand({ verb: "contribute", pot: "summer_party", money }, each);
        expect(read(`@piaf ${contribution}`), contribution).toMatchObject({
          command: { verb: "contribute", pot: "summer_party", money },
        });
        expect(read(`@piaf ${renderCommand({ verb: "cancel" }, each)}`)).toMatchObject({ command: { verb: "cancel" } });
        expect(read(`@piaf ${renderCommand({ verb: "help" }, each)}`)).toMatchObject({ command: { verb: "help" } });
      }),
    );
  });

  it("has shares that differ by one minor unit at most", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 50 }), (sum, count) => {
        const shares = splitShares(sum, count);
        expect(shares.reduce((left, right) => left + right)).toBe(sum);
        expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1n);
      }),
    );
  });
});

describe("the steps of the parser", () => {
  /** Measured: what takes most is a text of one-letter words that begin many forms. */
  const stepsPerCharacter = 100;

  const stepsOf = (text: string): number => {
    const steps = { count: 0 };
    parseCommand(postBy("alice", text), context, steps);
    return steps.count;
  };

  it("are at most a constant times the length, up to 25,000 characters", () => {
    const seeds = [
      "a ",
      "1",
      "1 ",
      "1.",
      "€",
      '"',
      "«",
      "'a",
      "@bob ",
      "#a",
      "é",
      "e\u0301",
      "\u0301",
      "\u200b",
      "fr ",
      "par ",
      "vingt ",
      "cent ",
      "20€ @bob ",
      "20€ @bob et ",
      "pay ",
      "s'il te ",
      "fais un virement ",
      "à ",
      "20€ 10€ @bob ",
      "'",
      "\n",
      "/",
      "ﷺ",
      "👨‍👩‍👧",
      "1,",
      "x 2 ",
      "> \n",
    ];
    const long = fc.tuple(fc.constantFrom(...seeds), fc.constantFrom(...seeds), fc.integer({ min: 1, max: 25_000 }));
    fc.assert(
      fc.property(long, ([left, right, length]) => {
        const text = `@piaf ${(left + right).repeat(length)}`.slice(0, length + 6);
        expect(stepsOf(text)).toBeLessThanOrEqual(stepsPerCharacter * text.length + 500);
      }),
      { numRuns: 60 },
    );
  });

  it("do not grow faster than the text for any of the posts people write", () => {
    for (const { post } of corpus)
      expect(stepsOf(post), post).toBeLessThanOrEqual(stepsPerCharacter * post.length + 500);
  });

  it("counts something", () => expect(stepsOf("@piaf pay 20€ @bob")).toBeGreaterThan(20));
});

it("writes amounts as people of a language do", () => {
  const money = { amount: 123_450n, currency: EUR };
  expect(languages.map((each) => amountIn(money, each))).toEqual([
    "1\u202F234,50 EUR",
    "1,234.50 EUR",
    ...Array(5).fill("1.234,50 EUR"),
  ]);
});
