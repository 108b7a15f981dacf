import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

/** What Piaf says, in every language that it speaks: `npm run texts` after a change of locales/messages.ts or a catalogue. */
export default defineConfig({
  locales: ["en", "fr", "es", "de", "it", "pt", "nl"],
  sourceLocale: "en",
  catalogs: [{ path: "<rootDir>/locales/catalogues/{locale}", include: ["<rootDir>/locales/messages.ts"] }],
  format: formatter({ origins: false, customHeaderAttributes: { "POT-Creation-Date": "" } }),
  compileNamespace: "ts",
});
