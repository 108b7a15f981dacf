import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "../support/screens-world.ts";
import { shownScreens } from "../support/screens.ts";
import { useStand } from "../support/stand.ts";
import { dataAndRights } from "./data-and-rights.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const stand = useStand();
let world: World;

beforeAll(async () => {
  world = await openWorld(stand.piaf, stand.browser);
}, 90_000);

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

/** What is cut off, but for what is short on purpose and whole on a page of its own. */
const cutOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll("main *, nav *")]
    .filter((element) => {
      const { overflowX, webkitLineClamp, clipPath } = getComputedStyle(element);
      const isShortOnPurpose = webkitLineClamp !== "none" || clipPath !== "none" || overflowX === "auto";
      return overflowX !== "visible" && !isShortOnPurpose && element.matches(":not(input)")
        && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    })
    .map((element) => element.outerHTML.slice(0, 200))`);

/** Everyone can use it: in light and dark, on a small phone, in large letters. */
const expectUsable = async (page: Page): Promise<void> => {
  // What moves has half its colour.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // The whole of it: what only lies beneath the tabs until one scrolls is no small target.
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.setViewportSize({ width: 360, height: height + 200 });
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
  // A chart is drawn anew a moment later.
  await expect.poll(() => cutOf(page), { message: "at 200 %" }).toEqual([]);
  await page.evaluate(`document.documentElement.style.fontSize = ""`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 780 });
};

it.each(shownScreens)("everyone can use the screen $name", async ({ open }) => expectUsable(await open(world)));

/** Goes on by the tabulator to what has that name, and sees at each step where it is. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<{ readonly name: string; readonly isSeen: boolean }>(`(() => {
      const element = document.activeElement;
      const around = element.closest(".switch, .segment, .choice") ?? element;
      const isSeen = [element, around].some((each) => getComputedStyle(each).outlineStyle !== "none");
      return { name: element.getAttribute("aria-label") ?? element.innerText ?? "", isSeen };
    })()`);
    expect(focused.isSeen, focused.name).toBe(true);
    if (focused.name.startsWith(name)) return;
  }
  throw new Error(`${name} is not reached by keyboard`);
};

it("the settings are reached, read and changed by keyboard alone, and an amount reads as money", async () => {
  await world.readIn("en");
  const { alice: page } = world;
  await page.goto(new URL("/app/#/", page.url()).href);
  const spoken = page.locator(".balance-amount .for-ears");
  expect(await spoken.innerText()).toMatch(/^[\d,.]+ euros$/);
  expect(await page.locator(".balance-amount [aria-hidden=true]").innerText()).toMatch(/^€/);
  await page.locator(".skip-link").focus();
  expect(await page.locator(".skip-link").boundingBox()).toMatchObject({ x: 8 });
  await page.keyboard.press("Enter");
  await page.locator("h1:focus").waitFor();
  await tabTo(page, "Settings");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.locator("h1:focus").waitFor();
  await tabTo(page, "Notifications");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Notifications" }).waitFor();
  await page.locator("h1:focus").waitFor();
  const details = page.getByRole("switch", { name: "Show amount and name" });
  const before = await details.isChecked();
  await tabTo(page, "Show amount and name");
  await page.keyboard.press("Space");
  expect(await details.isChecked()).toBe(!before);
  await page.keyboard.press("Space");
});

it("who hides the balance hides what was paid and received, too", async () => {
  const { alice: page } = world;
  await page.goto(new URL("/app/#/", page.url()).href);
  const amounts = page.locator(".row-amount .money, .row-amount.money");
  await amounts.first().waitFor();
  await page.getByRole("button", { name: "Hide the balance" }).click();
  await amounts.first().waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Activity" }).click();
  await page.locator(".row-amount").first().waitFor();
  expect(await amounts.count()).toBe(0);
  expect(await page.locator(".row-amount .for-ears").first().innerText()).toBe("hidden");
  await page.getByRole("link", { name: /^Home/ }).click();
  await page.getByRole("button", { name: "Show the balance" }).click();
  await amounts.first().waitFor();
});

it("everyone can use the kit of components, in every state, which breaks no rule of its policy", async () => {
  const page = await stand.browser.newPage({ viewport: { width: 360, height: 780 } });
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(`${stand.piaf.url}/app/kit`);
  await page.getByText("Piaf: the components").waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The same landmark in several states is what a kit is for.
    const faults = (await faultsOf(page)).filter((fault) => !fault.startsWith("landmark-unique"));
    expect(faults, colorScheme).toEqual([]);
  }
  expect(said).toEqual([]);
});

dataAndRights(() => ({ piaf: stand.piaf, browser: stand.browser, world }));
