import { readFileSync } from "node:fs";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IntentList, IntentView } from "../../contracts/http/intents.ts";
import { receipt } from "../../contracts/http/receipt.ts";
import { openPhone, type Phone } from "../support/phone.ts";
import { until } from "../support/until.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

type World = { readonly piaf: WholePiaf; readonly browser: Browser };

/** Goes on from element to element, as who has no pointer does, and presses Enter on the one of that name. */
const enterOn = async (page: Page, name: RegExp): Promise<void> => {
  const focused = `(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim()`;
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press("Tab");
    if (name.test(await page.evaluate<string>(focused))) return page.keyboard.press("Enter");
  }
  throw new Error(`No way by keyboard to ${name}.`);
};

const home = (page: Page): Promise<unknown> => page.evaluate(`location.hash = "#/"`);

const opened = async (page: Page, link: RegExp): Promise<void> => {
  await home(page);
  await page.getByRole("link", { name: link }).click();
  await page.getByRole("button", { name: "Decline" }).waitFor();
};

/** alice's payments on her phones, on a Piaf that others use too. */
export const describeApproving = (world: () => World) =>
  describe("alice, before she signs and after", () => {
    const phones: Phone[] = [];
    let page: Page;
    let other: Page;

    const open = async (): Promise<Page> => {
      const phone = await openPhone(world(), "alice", { passkeys: true });
      phones.push(phone);
      await phone.page
        .getByText("Alice")
        .or(phone.page.getByRole("button", { name: "Create a passkey" }))
        .first()
        .waitFor();
      await phone.page.evaluate(`location.hash = "#/set-up"`);
      await phone.page.getByRole("button", { name: "Create a passkey" }).click();
      await phone.page.getByText("Nothing to approve").waitFor();
      return phone.page;
    };
    beforeAll(async () => {
      page = await open();
      other = await open();
    }, 60_000);
    afterAll(async () => {
      for (const phone of phones) await phone.close();
    });

    it("reads whom, how much, why and what follows, in this order, and approves by keyboard alone", async () => {
      await world().piaf.post({ as: "alice", text: "@piaf send €2 to @bob for tea" });
      await page.getByRole("link", { name: /€2\.00 to Bob/ }).waitFor();
      await enterOn(page, /€2\.00 to Bob/);
      await page.getByRole("button", { name: "Approve €2.00" }).waitFor();
      const read = await page.locator("main").innerText();
      const parts = ["Bob", "@bob", "Name verified", "€2.00", "Fee", "Total debited", "At once", "Your post on X"];
      const places = [...parts, "Who sees what", "Expires", "Approve €2.00"].map((part) => read.indexOf(part));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
      expect(await page.locator("mark").allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining("€2")]),
      );
      await enterOn(page, /^Approve €2\.00$/);
      await page.getByRole("heading", { name: "Paid" }).waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), enterOn(page, /^Download the proof$/)]);
      const proof = receipt.parse(JSON.parse(readFileSync(await download.path(), "utf8")));
      expect(proof.transfer).toMatchObject({ amount: 200, code: "payment" });
      await enterOn(page, /^Done$/);
      await page.getByText("Nothing to approve").waitFor();
    });

    it("approves once by a double tap, and the way back does not lead to it again", async () => {
      await world().piaf.post({ as: "alice", text: "@piaf send €3 to @carol for cake" });
      const approvals: string[] = [];
      page.on("request", (request) => request.url().endsWith("/approve") && approvals.push(request.url()));
      await opened(page, /€3\.00 to Carol/);
      await page.getByRole("button", { name: "Approve €3.00" }).dblclick();
      await page.getByRole("heading", { name: "Paid" }).waitFor();
      expect(approvals).toHaveLength(1);
      await page.goBack();
      await page.getByRole("heading", { name: "Alice" }).waitFor();
      expect(await page.getByRole("button", { name: "Approve €3.00" }).count()).toBe(0);
    });

    it("on two phones at once, one approving and one declining: one wins, and both show which", async () => {
      await world().piaf.post({ as: "alice", text: "@piaf send €4 to @bob for both" });
      await Promise.all([page, other].map((phone) => opened(phone, /€4\.00 to Bob/)));
      await Promise.all([
        page.getByRole("button", { name: "Approve €4.00" }).click(),
        other.getByRole("button", { name: "Decline" }).click(),
      ]);
      const endings = [page, other].map((phone) => phone.getByRole("heading", { name: /^(Paid|Not paid)$/ }));
      const [one, two] = await Promise.all(endings.map((heading) => heading.textContent()));
      expect(one).toBe(two);
      await Promise.all([page, other].map(home));
    });

    it("finds a payment again, and sees where the money went; the chart comes only then", async () => {
      const chunks: string[] = [];
      page.on("request", (request) => chunks.push(request.url()));
      await page.getByRole("link", { name: "Activity" }).click();
      await page.getByRole("textbox", { name: "Search" }).fill("TEA");
      await page.getByText("1 payment found").waitFor();
      await page.getByRole("link", { name: /Bob.*tea/ }).click();
      await page.getByRole("heading", { name: "What happened" }).waitFor();
      await page.goBack();
      expect(await page.getByRole("textbox", { name: "Search" }).inputValue()).toBe("TEA");
      await page.getByRole("textbox", { name: "Search" }).fill("nobody at all");
      await page.getByRole("button", { name: "Clear the filters" }).click();
      expect(chunks.filter((url) => url.includes("spending-chart"))).toEqual([]);
      await page.getByRole("link", { name: "Spending" }).click();
      await page.locator(".chart canvas").waitFor();
      await page.getByText("As a table").click();
      await page
        .getByRole("row", { name: /\d euros/ })
        .first()
        .waitFor();
    });

    it("holds whatever a stranger is called and however much it is, on the smallest screen", async () => {
      await world().piaf.post({ as: "alice", text: "@piaf send €1 to @carol for nothing" });
      const strange = "שלום 👩‍👩‍👧‍👦 ".repeat(11) + "x".repeat(100);
      const change = ({ lines, ...intent }: IntentView): IntentView => ({
        ...intent,
        lines: lines.map((line) => ({
          ...line,
          amount: 99_999_999,
          payee: { ...line.payee, name: strange },
          check: "no_match",
          asked_as: strange,
        })),
        source: { ...intent.source, text: intent.source.text + "w".repeat(25_000) },
        updated_at: new Date(Date.now() + 60_000).toISOString(),
      });
      const rewrite = async (route: Route): Promise<void> => {
        const { pathname, search } = new URL(route.request().url());
        const response = await route.fetch({ url: `${world().piaf.url}${pathname}${search}` });
        const body = (await response.json()) as IntentList | IntentView;
        const json = "data" in body ? { ...body, data: body.data.map(change) } : change(body);
        await route.fulfill({ response, json });
      };
      await page.setViewportSize({ width: 320, height: 640 });
      await home(page);
      const link = page.getByRole("link", { name: /€1\.00 to Carol/ });
      await link.waitFor();
      await page.route(/\/v1\/intents(\?|\/pi_)/, rewrite);
      await link.click();
      await page.getByText("€999,999.99").first().waitFor();
      await page.getByText("Another name than you wrote").waitFor();
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(320);
      await page.getByRole("button", { name: "Show the whole post" }).click();
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(320);
      await page.unroute(/\/v1\/intents(\?|\/pi_)/);
    });

    it("reports what was not hers: it ends, and the account is linked no more", async () => {
      await world().piaf.post({ as: "alice", text: "@piaf send €6 to @bob for what I never wrote" });
      await opened(other, /€6\.00 to Bob/);
      await other.getByRole("button", { name: "This wasn’t me" }).click();
      await other.getByRole("button", { name: "Decline and report" }).click();
      await other.getByText("All your devices have been told.").waitFor();
      await other.getByText("Your X account is not linked any more").waitFor();
      await other.evaluate(`location.hash = "#/settings/accounts"`);
      await until("the account is unlinked", async () => (await other.getByText("@alice").count()) === 0);
    });
  });
