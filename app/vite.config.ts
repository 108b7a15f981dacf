import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** The app is served under /app/, on one origin with the API. Everything is a file of its own: the policy allows no inline script or style. */
export default defineConfig({
  base: "/app/",
  build: { outDir: "../dist/app", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [
    preact({ devToolsEnabled: false }),
    VitePWA({
      injectRegister: false,
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
        icons: [
          { src: "icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        globPatterns: ["**/*.{html,js,css,svg,png}"],
        navigateFallback: "/app/index.html",
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: true,
      },
    }),
  ],
});
