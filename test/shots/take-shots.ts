/** `npm run shots [-- FOLDER [SCREEN…]]`: every screen, or those named, in both schemes and two languages at 360 × 780, into docs/shots/. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../local/root.ts";
import { indexed } from "../pictures/indexed-png.ts";
import { launchChromium } from "../support/chromium.ts";
import { openWorld } from "../support/screens-world.ts";
import { shownScreens } from "../support/screens.ts";
import { startWholePiaf } from "../support/whole-piaf.ts";
import { languages, schemes, shotName } from "./shot-name.ts";

const [folder = join(root, "docs", "shots"), ...names] = process.argv.slice(2);
const screens = shownScreens.filter(({ name }) => names.length === 0 || names.includes(name));
if (names.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const piaf = await startWholePiaf();
const browser = await launchChromium();
try {
  const world = await openWorld(piaf, browser);
  const blank = await browser.newPage();
  let bytes = 0;
  for (const language of languages) {
    await world.readIn(language);
    for (const screen of screens) {
      const page = await screen.open(world);
      await page.emulateMedia({ reducedMotion: "reduce" });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const png = await indexed(blank, await page.screenshot({ animations: "disabled" }));
        writeFileSync(join(folder, shotName({ screen: screen.name, colorScheme, language })), png);
        bytes += png.length;
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
  }
  console.log(`${folder}: ${screens.length} screens, ${Math.round(bytes / 1_000)} kB`);
} finally {
  await browser.close();
  await piaf.stop();
}
