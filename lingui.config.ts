import { createBabelExtractor } from "@lingui/cli/api/extractors/babel";
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";
import { textsExtractor } from "./app/build/message-modules.ts";

/** What Piaf says, in every language that it speaks: `npm run texts` after a change of a message or a catalogue. */
export default defineConfig({
  locales: ["en", "fr", "es", "de", "it", "pt", "nl"],
  sourceLocale: "en",
  catalogs: [
    { path: "<rootDir>/locales/catalogues/{locale}", include: ["<rootDir>/locales/messages.ts"] },
    // Apart, so that no function carries what only the app says.
    { path: "<rootDir>/locales/app/{locale}", include: ["<rootDir>/app/src/texts/messages"] },
    // What a phone says while the app is closed, in every language at once.
    { path: "<rootDir>/locales/push/{locale}", include: ["<rootDir>/app/src/push/messages"] },
  ],
  extractors: [textsExtractor, createBabelExtractor()],
  orderBy: "messageId",
  format: formatter({ origins: false, customHeaderAttributes: { "POT-Creation-Date": "" } }),
  compileNamespace: "ts",
});
