import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

/** Every component in every state, for who builds screens. A page of its own: the app that is deployed knows nothing of it. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/app/kit/",
  build: { outDir: "../../dist/kit", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [preact({ devToolsEnabled: false })],
});
