import { pathToFileURL } from "node:url";
import type { ExtractorType } from "@lingui/conf";
import type { Plugin } from "vite";

type Messages = Readonly<Record<string, { readonly id: string; readonly message: string }>>;

const messagesOf = async (path: string): Promise<Readonly<Record<string, Messages>>> =>
  (await import(pathToFileURL(path).href)) as Readonly<Record<string, Messages>>;

/** Finds the texts of the app for its catalogues: their modules are loaded, not parsed. */
export const textsExtractor: ExtractorType = {
  match: (path) => /\/app\/src\/(texts|push)\/messages\/[^/]+\.ts$/.test(path),
  extract: async (path, _code, onMessage) => {
    for (const messages of Object.values(await messagesOf(path)))
      for (const { id, message } of Object.values(messages)) onMessage({ id, message });
  },
};

/** Modules that export messages and nothing else: what is said in the app, and the bot's questions that it repeats. */
const messageModule = /\/(app\/src\/(texts|push)\/messages\/[^/]+|locales\/messages)\.ts$/;

/** Takes the English wordings out of the built app: it reads every language, English too, from a catalogue. */
export const withoutWordings = (): Plugin => ({
  name: "without-wordings",
  apply: "build",
  transform: {
    filter: { id: messageModule },
    handler: async (_code, path) => {
      const exported = Object.entries(await messagesOf(path)).map(([name, messages]) => {
        const ids = Object.entries(messages).map(([key, { id }]) => [key, { id }]);
        return `export const ${name} = ${JSON.stringify(Object.fromEntries(ids))};`;
      });
      return { code: exported.join("\n"), map: null };
    },
  },
});
