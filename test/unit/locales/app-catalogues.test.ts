import { readdirSync, readFileSync } from "node:fs";
import { createCompiledCatalog, getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import { describe, expect, test } from "vitest";
import { loadCatalogue } from "../../../app/src/texts/catalogue.ts";
import type { Message } from "../../../app/src/texts/message.ts";
import { homeTexts } from "../../../app/src/texts/messages/home.ts";
import { spokenLanguages } from "../../../locales/languages.ts";
import { questions } from "../../../locales/messages.ts";

const catalogue = (await getCatalogs(getConfig())).find(({ path }) => path.includes("locales/app/"))!;
const folder = new URL("../../../app/src/texts/messages/", import.meta.url);
const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href)));
const messages = modules.flatMap((module) =>
  Object.values(module as Record<string, Record<string, Message>>).flatMap((texts) => Object.values(texts)),
);

/** Names of placeholders, each once: a plural has its branches, and another language other branches. */
const namesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map(([, name]) => name))].sort();

test("no two texts share an id", () => {
  expect(messages.length).toBeGreaterThan(150);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
});

describe.each(spokenLanguages)("the app in %s", (language) => {
  test("has every text, with the placeholders of the English one", async () => {
    const options = { sourceLocale: "en", fallbackLocales: {}, missingBehavior: "catalog" } as const;
    const { messages: translated, missing } = await catalogue.getTranslations(language, options);
    expect(missing).toEqual([]);
    expect(Object.keys(translated).sort()).toEqual(messages.map(({ id }) => id).sort());
    for (const { id, message } of messages) expect(namesIn(translated[id] ?? ""), id).toEqual(namesIn(message));
    const { source, errors } = createCompiledCatalog(language, translated, { strict: true, namespace: "ts" });
    expect(errors).toEqual([]);
    const file = new URL(`../../../locales/app/${language}.ts`, import.meta.url);
    expect(readFileSync(file, "utf8"), "run npm run texts").toBe(source);
  });

  test("is read from its own catalogue, and the bot's for what the bot says", async () => {
    const i18n = await loadCatalogue(language);
    for (const { id } of [homeTexts.available, questions.amount_missing]) expect(i18n._(id)).not.toBe(id);
  });
});

test("plurals are counted as each language counts", async () => {
  const french = await loadCatalogue("fr");
  expect([0, 1, 2].map((others) => french._("app.common.andOthers", { first: "Bob", others }))).toEqual([
    "Bob et 0 autre",
    "Bob et 1 autre",
    "Bob et 2 autres",
  ]);
});
