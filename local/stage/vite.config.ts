import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

/** The stage is the page `/`. Everything is a file of its own: the policy allows no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  build: { outDir: "../../dist/stage", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [preact({ devToolsEnabled: false })],
});
