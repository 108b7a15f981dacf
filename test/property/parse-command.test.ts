import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../core/command/parse-command.ts";
import { EUR } from "../../core/money/currency.ts";
import { toDecimal } from "../../core/money/money.ts";
import { context, postBy } from "../support/posts.ts";

describe("the parser", () => {
  it("never throws, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(["command", "question", "ignored"]).toContain(parseCommand(postBy("alice", text), context).kind);
      }),
    );
  });

  it("reads the amount that is written, whatever the note", () => {
    const note = fc.stringMatching(/^[a-z ]{0,40}$/);
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), note, (amount, words) => {
        const written = toDecimal({ amount, currency: EUR }).replace(".", ",");
        const reading = parseCommand(postBy("alice", `@piaf #envoyer ${written}€ @bob ${words}`), context);
        expect(reading).toMatchObject({ kind: "command", command: { lines: [{ money: { amount } }] } });
      }),
    );
  });
});
