import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { enrolDevice } from "../support/device.ts";
import { openPhone, setUpWithPasskey } from "../support/phone.ts";
import { faultsOfBooks } from "../support/sound-books.ts";
import { until } from "../support/until.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

type World = { readonly piaf: WholePiaf; readonly browser: Browser };

/** The operator at his terminal. */
const operator = async ({ port }: WholePiaf, ...words: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["bin/cases.ts", ...words, "--port", String(port)]);
  return stdout;
};

/** carol's limits, what she sends back and what she reports, on a Piaf where she has no key yet: a second one could raise nothing. */
export const describeDisputing = (world: () => World) =>
  describe("carol, who looks after her wallet", () => {
    it("lowers a limit and signs a higher one, sends money back by her signature, and has a case resolved", async () => {
      const { piaf } = world();
      const phone = await openPhone(world(), "carol", { passkeys: true });
      try {
        const { page } = phone;
        await setUpWithPasskey(page);
        const limit = async (amount: string, button: RegExp): Promise<void> => {
          await page.evaluate(`location.hash = "#/settings/limits/month"`);
          await page.getByLabel("New limit").fill(amount);
          await page.getByRole("button", { name: button }).click();
          await page.getByRole("heading", { name: "Limits" }).waitFor();
        };
        await limit("4000", /^Lower at once/);
        await page.getByRole("link", { name: /A month.*€4,000\.00/ }).waitFor();
        await limit("4500", /^Sign and raise/);
        await page.getByText("A higher limit is to come").waitFor();
        await page.getByRole("button", { name: "Do not raise it" }).click();
        await page.getByText("Nothing is raised.").waitFor();
        const bob = await enrolDevice(piaf, "bob");
        await piaf.post({ as: "bob", text: "@piaf send €3 to @carol for the book" });
        await bob.approve(
          await until("bob's payment", async () => (await bob.open()).find(({ note }) => note.includes("book"))),
        );
        await page.evaluate(`location.hash = "#/activity"`);
        await page.getByRole("link", { name: /Bob.*the book/ }).click();
        await page.getByRole("link", { name: "Send it back" }).click();
        await page.getByLabel("How much").fill("1");
        await page.getByRole("button", { name: "Send back €1.00" }).click();
        await page.getByRole("heading", { name: "Sent back" }).waitFor();
        await page.getByRole("link", { name: "Report a problem" }).click();
        await page.getByRole("radio", { name: "It went to the wrong person" }).check();
        await page.getByLabel("In your words").fill("I do not know this book.");
        await page.getByRole("button", { name: "Report it" }).click();
        await page.getByRole("heading", { name: "The other side is asked" }).waitFor();
        const id = decodeURIComponent(/cases\/(.+)$/.exec(page.url())?.[1] ?? "");
        expect(await operator(piaf, "list")).toContain(id);
        await operator(piaf, "resolve", id, "Bob meant you.");
        await page.reload();
        await page.getByRole("heading", { name: "Resolved" }).waitFor();
        await page.getByText("Bob meant you.").waitFor();
        const books = {
          client: piaf.dynamodb,
          wallets: piaf.tableName("wallets"),
          transfers: piaf.tableName("transfers"),
        };
        expect(await faultsOfBooks(books)).toEqual([]);
      } finally {
        await phone.close();
      }
    }, 40_000);
  });
