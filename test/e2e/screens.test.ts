import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { openWorld, type World } from "../support/screens-world.ts";
import { shownScreens } from "../support/screens.ts";
import { type WholePiaf, startWholePiaf } from "../support/whole-piaf.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let piaf: WholePiaf;
let browser: Browser;
let world: World;

beforeAll(async () => {
  [piaf, browser] = await Promise.all([startWholePiaf(), launchChromium()]);
  world = await openWorld(piaf, browser);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await piaf.stop();
});

/** What WCAG 2.2 AA and axe's good practice find wrong, as sentences. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  // By the debugger, which the page's policy does not concern.
  const present = await page.evaluate<boolean>(`"axe" in globalThis`);
  if (!present) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ rules: { "target-size": { enabled: true } } })`);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, any }) => `${html} ${JSON.stringify(any[0]?.data ?? {})}`).join(" | ")}`,
  );
};

/** What makes the page wider than the phone. */
const tooWideOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("main *, nav *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .map((element) => element.outerHTML.slice(0, 200))`);

/** Things to press that a finger would miss, but for links within a line of text. */
const smallTargetsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll("a, button, summary, label.row, .segment")]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML)`);

/** Everyone can use it: in light and dark, on a small phone, in large letters. */
const expectUsable = async (page: Page): Promise<void> => {
  // What moves has half its colour.
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await page.locator("h1").count()).toBe(1);
  expect(await page.locator("main").count()).toBe(1);
  expect(await page.title()).not.toBe("");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page), colorScheme).toEqual([]);
  }
  expect(await smallTargetsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWideOf(page), "at 320 px").toEqual([]);
  await page.evaluate(`document.documentElement.style.fontSize = "200%"`);
  expect(await tooWideOf(page), "at 200 %").toEqual([]);
  await page.evaluate(`document.documentElement.style.fontSize = ""`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 780 });
};

it.each(shownScreens)("everyone can use the screen $name", async ({ open }) => expectUsable(await open(world)));

it("everyone can use the kit of components, in every state, which breaks no rule of its policy", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(`${piaf.url}/app/kit`);
  await page.getByText("Piaf: the components").waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The same landmark in several states is what a kit is for.
    const faults = (await faultsOf(page)).filter((fault) => !fault.startsWith("landmark-unique"));
    expect(faults, colorScheme).toEqual([]);
  }
  expect(said).toEqual([]);
});
