import { readFileSync } from "node:fs";
import { createCompiledCatalog, getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import { describe, expect, test } from "vitest";
import { replyTextFault } from "../../../adapters/channels/x/reply-text.ts";
import { spokenLanguageOf, spokenLanguages } from "../../../locales/languages.ts";
import { questions, replies } from "../../../locales/messages.ts";
import { say } from "../../../locales/say.ts";

const config = getConfig();
const [catalogue] = await getCatalogs(config);
const messages = [...Object.values(replies), ...Object.values(questions)];
const placeholdersOf = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

/** What the app and the functions read: compiled from the catalogue as it stands. */
const translationsOf = async (language: string) => {
  const options = { sourceLocale: "en", fallbackLocales: {}, missingBehavior: "catalog" } as const;
  return catalogue!.getTranslations(language, options);
};

test("the seven languages of the wallet are spoken", () => {
  expect([...spokenLanguages].sort()).toEqual(["de", "en", "es", "fr", "it", "nl", "pt"]);
  expect([...config.locales].sort()).toEqual([...spokenLanguages].sort());
});

test.each([
  ["fr", "fr"],
  ["pt-BR", "pt"],
  ["DE-at", "de"],
  ["ja", "en"],
  ["constructor", "en"],
  [undefined, "en"],
])("a writer of %s is answered in %s", (tag, language) => expect(spokenLanguageOf(tag)).toBe(language));

describe.each(spokenLanguages)("the catalogue %s", (language) => {
  test("has every message, with the very placeholders of the English one", async () => {
    const { messages: translated, missing } = await translationsOf(language);
    expect(missing).toEqual([]);
    expect(Object.keys(translated).sort()).toEqual(messages.map(({ id }) => id).sort());
    for (const { id, message } of messages)
      expect(placeholdersOf(translated[id] ?? ""), id).toEqual(placeholdersOf(message));
  });

  test("is compiled as it stands: `npm run texts` after a change", async () => {
    const { messages: translated } = await translationsOf(language);
    const { source, errors } = createCompiledCatalog(language, translated, { strict: true, namespace: "ts" });
    expect(errors).toEqual([]);
    const file = new URL(`../../../locales/catalogues/${language}.ts`, import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(source);
  });

  test("holds texts that may be posted: no link, no mention, within 280 with the longest amount and a reference", async () => {
    const texts = messages.filter(({ id }) => id !== "reply.with_reference");
    const amount = new Intl.NumberFormat(language, { style: "currency", currency: "EUR" }).format(10 ** 13);
    for (const message of texts) {
      const text = say(message, language, { amount });
      expect(text, message.id).not.toMatch(/[{}]|^$/);
      const reply = say(replies.with_reference, language, { text, reference: "k3f9x2" });
      expect(await replyTextFault(reply), `${message.id}: ${reply}`).toBeUndefined();
    }
  });

  test("says each thing in words of its own", () => {
    const texts = Object.values(questions).map((message) => say(message, language));
    expect(new Set(texts).size).toBe(texts.length);
    if (language !== "en")
      for (const message of Object.values(questions)) expect(say(message, language)).not.toBe(say(message, "en"));
  });
});
