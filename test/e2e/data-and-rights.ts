import { readFileSync } from "node:fs";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { Browser, Page } from "playwright-core";
import { expect, it } from "vitest";
import { schemaFaults } from "../support/iso-schema.ts";
import { openNewcomer } from "../support/newcomer.ts";
import type { World } from "../support/screens-world.ts";
import { until } from "../support/until.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly browser: Browser; readonly world: World };

/** The file that somebody saves by a press. */
const saved = async (page: Page, press: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};

/** What people may have done with their data, in the app. */
export const dataAndRights = (bench: Bench): void => {
  it("saves a month as PDF, camt.053 and CSV, and everything as JSON", async () => {
    const { world } = bench();
    await world.readIn("en");
    const { alice: page } = world;
    await page.goto(new URL("/app/#/settings/privacy/statements", page.url()).href);
    const save = () => page.getByRole("button", { name: "Save the statement" }).click();
    const as = async (format: string) => {
      await page.getByText(format, { exact: true }).click();
      return saved(page, save);
    };
    const camt = await as("camt.053");
    expect(camt.name).toMatch(/^piaf-\d{4}-\d\d\.camt053\.xml$/);
    expect(await schemaFaults(camt.bytes.toString("utf8"))).toEqual([]);
    expect((await as("CSV")).bytes.toString("utf8")).toMatch(/^posted_at,amount,/);
    const pdf = await as("PDF");
    expect((await PDFDocument.load(pdf.bytes)).getTitle()).toMatch(/^Statement .*\d{4}/);
    await page.goto(new URL("/app/#/settings/privacy", page.url()).href);
    const all = await saved(page, () => page.getByRole("button", { name: /^Everything, as JSON/ }).click());
    const kinds = JSON.parse(all.bytes.toString("utf8")) as Record<string, readonly unknown[]>;
    expect(Object.keys(kinds)).toEqual(expect.arrayContaining(["wallet", "key", "intent", "entry"]));
    expect(all.bytes.toString("utf8")).not.toMatch(/"auth":|"p256dh":/);
  });

  it("closes an account, after which its owner is nobody: who signs up again is somebody new", async () => {
    const { piaf, browser } = bench();
    const email = "erin@example.org";
    const page = await openNewcomer({ browser, piaf }, { email });
    await page.getByLabel("Your name").fill("Erin Erasable");
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await page.getByRole("heading", { name: "Link your X account" }).waitFor({ timeout: 15_000 });
    await page.goto(new URL("/app/#/settings/privacy/close", page.url()).href);
    await page.getByRole("button", { name: "Close for ever" }).click();
    await page.getByRole("heading", { name: "Your account is closed" }).waitFor({ timeout: 15_000 });
    expect(await piaf.invoke("eraser", {})).toMatchObject({ ok: true });
    const known = await piaf.call({ method: "POST", path: "/oidc/token-for?person=nobody" });
    expect(known.body["people"]).toContain("alice");
    expect(known.body["people"]).not.toContain(email);
    await page.context().close();
    const again = await openNewcomer({ browser, piaf }, { email });
    await until("the question for a name", async () => (await again.getByLabel("Your name").inputValue()) === "");
    await again.context().close();
  });
};
