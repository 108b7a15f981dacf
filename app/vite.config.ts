import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { withoutWordings } from "./build/message-modules.ts";

/** The app is served under /app/, on one origin with the API. Everything is a file of its own: the policy allows no inline script or style. */
export default defineConfig({
  base: "/app/",
  build: { outDir: "../dist/app", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [
    withoutWordings(),
    preact({ devToolsEnabled: false }),
    VitePWA({
      injectRegister: false,
      // They are among the files already; named twice, none would be kept.
      includeManifestIcons: false,
      manifest: {
        id: "/app/",
        name: "Piaf",
        short_name: "Piaf",
        description: "Pay by post: a post starts a payment, you finish it here.",
        start_url: "/app/",
        scope: "/app/",
        display: "standalone",
        background_color: "#f6f5f1",
        theme_color: "#f6f5f1",
        categories: ["finance"],
        shortcuts: [
          { name: "To approve", url: "/app/#/" },
          { name: "Activity", url: "/app/#/activity" },
        ],
        share_target: { action: "/app/share", method: "GET", params: { title: "title", text: "text", url: "url" } },
        icons: [
          { src: "icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      strategies: "injectManifest",
      srcDir: "src/service-worker",
      filename: "sw.ts",
      injectManifest: {
        globPatterns: ["**/*.{html,js,css,svg,png}"],
        // What writes PDF is larger than the app: it comes with the first statement that is asked for.
        globIgnores: ["**/statement-pdf-*.js"],
        rollupFormat: "iife",
        // A build of its own, which would not hear how much is to be said.
        buildPlugins: { vite: [{ name: "quiet", config: () => ({ logLevel: "warn" }) }] },
      },
    }),
  ],
});
