/** `npm run pictures [-- FOLDER]`: plays the README's story on the running product, and takes its pictures into docs/pictures/. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { root } from "../../local/root.ts";
import { launchChromium } from "../support/chromium.ts";
import { addAuthenticator, setUpWithPasskey } from "../support/phone.ts";
import { indexed } from "./indexed-png.ts";
import { startWholePiaf, type WholePiaf } from "../support/whole-piaf.ts";

const folder = process.argv[2] ?? join(root, "docs", "pictures");

/** A stage with a phone in alice's hand and one in bob's. */
type Stage = {
  readonly page: Page;
  readonly alice: FrameLocator;
  readonly bob: FrameLocator;
  readonly take: (name: string, shown: Pick<Page, "screenshot">) => Promise<void>;
};

const takeWith =
  (blank: Page): Stage["take"] =>
  async (name, shown) => {
    const png = await indexed(blank, await shown.screenshot({ animations: "disabled" }));
    const path = join(folder, `${name}.png`);
    writeFileSync(path, png);
    console.log(`${path}  ${Math.round(png.length / 1_000)} kB`);
  };

const openStage = async (browser: Browser, url: string): Promise<Stage> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: "en",
    timezoneId: "Europe/Paris",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await addAuthenticator(context, page);
  await page.goto(url);
  const phoneOf = (handle: string): FrameLocator => page.frameLocator(`iframe[src*="//${handle}.localhost"]`);
  const stage = { page, alice: phoneOf("alice"), bob: phoneOf("bob"), take: takeWith(await context.newPage()) };
  await setUpWithPasskey(stage.alice);
  await setUpWithPasskey(stage.bob);
  return stage;
};

const approve = async (phone: FrameLocator): Promise<void> => {
  await phone.getByRole("button", { name: /^Approve/ }).click();
  await phone.getByRole("heading", { name: "Paid" }).waitFor();
};

/** What happened before the pictures, so that nobody looks at an empty wallet. */
const livedBefore = async (piaf: WholePiaf, { alice, bob }: Stage): Promise<void> => {
  const payments = [
    { phone: alice, as: "alice", text: "@piaf pay @corner_bakery €4.80 for croissants" },
    { phone: bob, as: "bob", text: "@piaf send €7.50 to @alice for the taxi" },
    { phone: alice, as: "alice", text: "@piaf send €10 to @food_for_all for the winter kitchen" },
  ];
  for (const { phone, as, text } of payments) {
    await piaf.post({ as, text });
    await phone.getByRole("link", { name: /^€.* to / }).click();
    await approve(phone);
    await phone.getByRole("button", { name: "Done" }).click();
    await phone.getByText("Nothing to approve").waitFor();
  }
};

const play = async (piaf: WholePiaf, stage: Stage): Promise<void> => {
  const { page, alice, bob, take } = stage;
  const phone = page.locator("#phone-left .phone-case");
  await livedBefore(piaf, stage);

  await page.getByRole("textbox", { name: "Text of the post" }).fill("@piaf #envoyer 12,99€ @bob pour le ciné");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await alice.getByRole("link", { name: /€12\.99 to Bob/ }).waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await take("stage-waiting", page);

  await alice.getByRole("link", { name: /€12\.99 to Bob/ }).click();
  await alice.getByRole("button", { name: "Approve €12.99" }).waitFor();
  await take("approve", phone);
  await page.emulateMedia({ colorScheme: "dark" });
  await take("approve-dark", phone);
  await page.emulateMedia({ colorScheme: "light" });

  await approve(alice);
  await bob.getByRole("link", { name: /Alice.*pour le ciné/ }).waitFor();
  await page.getByText(/C’est fait\s: 12,99\s€/u).waitFor();
  await take("stage-paid", page);

  await alice.getByRole("button", { name: "Done" }).click();
  await alice.getByRole("link", { name: "Activity" }).click();
  await alice.getByText("pour le ciné").waitFor();
  await take("activity", phone);
};

mkdirSync(folder, { recursive: true });
const piaf = await startWholePiaf();
const browser = await launchChromium();
try {
  await play(piaf, await openStage(browser, piaf.url));
} finally {
  await browser.close();
  await piaf.stop();
}
