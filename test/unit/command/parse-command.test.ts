import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../core/command/parse-command.ts";
import { context, postBy } from "../../support/posts.ts";

const read = (text: string, more = {}) => parseCommand(postBy("alice", text, more), context);

const paid = (text: string) => {
  const reading = read(text);
  if (reading.kind !== "command" || reading.command.verb !== "pay") return reading;
  const [line] = reading.command.lines;
  return `${line.payee.handle} ${line.money.amount} ${line.money.currency} ${reading.command.note}`.trim();
};

describe("the original command and its plain forms", () => {
  it.each([
    ["@piaf #envoyer 12,99€ @bob pour le ciné", "bob 1299 EUR pour le ciné"],
    ["@piaf #envoyer 12,99€ @bob", "bob 1299 EUR"],
    ["@piaf envoie 20 € à @bob", "bob 2000 EUR"],
    ["@piaf paye 20 euros @carol merci !", "carol 2000 EUR merci !"],
    ["@piaf pay @bob €5 for coffee", "bob 500 EUR for coffee"],
    ["@piaf send 5.5 EUR to @bob", "bob 550 EUR"],
    ["@piaf pay 20€@bob", "bob 2000 EUR"],
    ["#envoyer 12,99€ @bob via @piaf", "bob 1299 EUR"],
    ["@piaf pay 3\u202f€ @bob see https://t.co/abc now", "bob 300 EUR see now"],
    ["@piaf\npay 1€ @bob\nligne deux", "bob 100 EUR ligne deux"],
  ])("%s", (text, expected) => expect(paid(text)).toBe(expected));
});

describe("what is not certain becomes a question", () => {
  it.each([
    ["@piaf bonjour !", "verb_missing"],
    ["@piaf pay @bob", "amount_missing"],
    ["@piaf pay -20€ @bob", "amount_unclear"],
    ["@piaf pay 1.000 € @bob", "amount_unclear"],
    ["@piaf pay 1,000 € @bob", "amount_unclear"],
    ["@piaf pay €1,000 @bob", "amount_unclear"],
    ["@piaf pay €1.000 @bob", "amount_unclear"],
    ["@piaf pay 12,999€ @bob", "amount_unclear"],
    ["@piaf pay 0€ @bob", "amount_unclear"],
    ["@piaf pay 20€ @bob ou 30€", "amount_unclear"],
    ["@piaf pay 20€", "payee_missing"],
    ["@piaf pay 20€ @bob @carol", "each_or_total"],
    ["@piaf pay 20€ @nobody", "payee_unclear"],
    ["@piaf pay 20€ for @bob's birthday", "payee_unclear"],
    ["@piaf pay 20€ @alice", "payee_is_payer"],
    ["@piaf pay 20€ @piaf", "payee_missing"],
    ["@piaf pay 99999999999999 € @bob", "amount_unclear"],
  ])("%s", (text, reason) => expect(read(text)).toMatchObject({ kind: "question", reason }));

  it("asks when the network cut the text", () => {
    expect(read("@piaf pay 20€ @bob for", { cut: true })).toMatchObject({ kind: "question", reason: "text_cut" });
  });
});

describe("what is not for Piaf is left alone", () => {
  it("does not answer posts that do not name the bot, reposts, or its own", () => {
    expect(read("pay 20€ @bob")).toEqual({ kind: "ignored", reason: "not_addressed" });
    expect(read("@piaf pay 20€ @bob", { form: "repost" })).toEqual({ kind: "ignored", reason: "repost" });
    expect(parseCommand(postBy("piaf", "@piaf pay 20€ @bob"), context)).toEqual({
      kind: "ignored",
      reason: "own_post",
    });
  });

  it("takes no orders from automated accounts", () => {
    const post = postBy("alice", "@piaf pay 20€ @bob");
    const automated = { ...post, author: { ...post.author, automated: true } };
    expect(parseCommand(automated, context)).toEqual({ kind: "ignored", reason: "automated_author" });
  });

  it("does not count the automatic mentions of a reply", () => {
    const text = "@piaf @bob pay 20€ @carol";
    expect(read(text, { form: "reply", writtenFrom: 11 })).toEqual({ kind: "ignored", reason: "not_addressed" });
    const summoned = read("@bob @piaf pay 20€ @carol", { form: "reply", writtenFrom: 5 });
    expect(summoned).toMatchObject({ kind: "command", command: { lines: [{ payee: { handle: "carol" } }] } });
  });

  it("does not take the text's own object replacement character for a payee", () => {
    expect(read("@piaf pay 20€ \uFFFC @bob")).toMatchObject({ kind: "command", command: { note: "" } });
    expect(read("@piaf pay \uFFFC 20€")).toMatchObject({ kind: "question", reason: "payee_missing" });
  });
});
