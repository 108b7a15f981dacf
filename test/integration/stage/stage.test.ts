import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { buildPage, stage } from "../../../local/build/build-page.ts";
import { openFrontDoor, type FrontDoor } from "../../../local/http/front-door.ts";
import { staticFiles } from "../../../local/http/static-files.ts";
import { launchChromium } from "../../support/chromium.ts";
import { startSimulatedX } from "../../support/simulated-x.ts";

let x: Awaited<ReturnType<typeof startSimulatedX>>;
let door: FrontDoor;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  x = await startSimulatedX({});
  door = await openFrontDoor({ port: 0 });
  // Nothing inline and nothing from elsewhere: what the policy forbids is a complaint, and fails the test.
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
  const headers = { "content-security-policy": `${policy}; frame-src http://*.localhost:${door.port}` };
  const phone = {
    prefix: "/app/",
    handle: (_request: unknown, response: { end: () => unknown }) => void response.end(),
  };
  door.open([x.x.mount, phone, staticFiles({ prefix: "/", folder: await buildPage(stage), headers })]);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await door.stop();
  await x.stop();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(`http://localhost:${door.port}/`);
  await page.getByText("live", { exact: true }).waitFor();
});

afterEach(() => {
  // The browser tells of a refused post, too: that one is played on purpose.
  expect(complaints.filter((text) => !text.includes("400 (Bad Request)"))).toEqual([]);
});

const newestThread = () => page.locator(".threads > li").first();
const field = () => page.getByLabel("Text of the post");
const send = async (text: string) => {
  await field().fill(text);
  await page.keyboard.press("Control+Enter");
};
/** The field is emptied once the timeline shows what was sent. */
const write = async (text: string) => {
  await send(text);
  await expect.poll(() => field().inputValue()).toBe("");
};
const deliveries = () => x.received.map(({ body }) => body.toString());

test("a post of an example reaches the webhook, and the page shows what the bot replies without a reload", async () => {
  await page.getByRole("button", { name: "2014" }).click();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await newestThread().getByText("pour le ciné").waitFor();
  await expect.poll(() => deliveries().some((body) => body.includes("pour le ciné"))).toBe(true);
  const posts = (await x.call("GET", "posts")).json["posts"] as { id: string; author: { handle: string } }[];
  expect(posts[0]?.author.handle).toBe("alice");
  await x.post({ as: "piaf", text: "Open the app to approve. 7K2P", in_reply_to: posts[0]?.id });
  await newestThread().getByLabel("Replies").getByText("Open the app to approve").waitFor();
});

test("each thing that can happen to a post can be played, by keyboard too", async () => {
  await page.getByLabel("Write as").selectOption("bob");
  await write("@piaf pay @carol 5 €");
  const play = (name: string) => newestThread().getByRole("button", { name, exact: true }).first();
  await play("Edit").press("Enter");
  await write("@piaf pay @carol 6 €");
  await newestThread().getByText("edited").waitFor();
  await page.getByLabel("Write as").selectOption("carol");
  await play("Reply").press("Enter");
  await write("Thank you");
  await newestThread().getByLabel("Replies").getByText("Thank you").waitFor();

  const before = deliveries().length;
  await play("Redeliver").press("Enter");
  await page.getByText("Delivered again").waitFor();
  expect(deliveries().length).toBe(before + 1);

  await play("Quote").press("Enter");
  await write("Look at this");
  await newestThread().locator("blockquote").getByText("6 €").waitFor();
  await play("Repost").press("Enter");
  await newestThread().getByText("repost", { exact: true }).waitFor();
  await play("Delete").press("Enter");
  await page.getByText("what is paid stays paid").waitFor();
});

test("the weather of the network is changed from the page", async () => {
  await page.getByText("Network weather").click();
  await page.getByLabel(/Account Activity API/).check();
  await page.getByLabel(/429/).check();
  await page.getByText("too many requests. Money goes on.").waitFor();
  const { json } = await x.call("GET", "settings");
  expect(json).toMatchObject({ family: "aaa", faults: { rate_limited: 5, no_credit: 0 } });
  await page.getByLabel(/All is well/).check();
  await expect.poll(async () => (await x.call("GET", "settings")).json["faults"]).toMatchObject({ rate_limited: 0 });
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByLabel(/429/).isVisible()).toBe(false);
});

test("the guide follows what happens, and each attack upon the post says why it moves nothing", async () => {
  const steps = page.getByRole("list", { name: "The way of a payment" }).getByRole("listitem");
  const step = () => steps.and(page.locator("[aria-current=step]")).textContent();
  await write("@piaf pay @carol 7 €");
  await expect.poll(step).toMatch(/^Approve.*Alice’s phone/);
  const newest = async () => ((await x.call("GET", "posts")).json["posts"] as { id: string }[])[0]?.id;
  await x.post({ as: "piaf", text: "How much? (ref. abcdef)", in_reply_to: await newest() });
  await expect.poll(step).toMatch(/^Approve.*it never guesses/);
  await write("@piaf pay @carol 8 €");
  await x.post({ as: "piaf", text: "Done: 8 € (ref. abcdeg)", in_reply_to: await newest() });
  await expect.poll(step).toMatch(/^Paid.*Try to break it/);
  const attacks = page.getByRole("region", { name: "Try to break it" });
  for (const [attack, said] of [
    ["Raise the amount", "keeps the amount that was signed"],
    ["Repost it", "a repost never pays"],
    ["Deliver it again", "One post, one payment"],
    ["Take X down", "money does not wait for a network"],
    ["Steal the account", "Nothing moved, and nothing will"],
  ] as const) {
    await attacks.getByRole("button", { name: attack }).click();
    await page.getByRole("status").getByText(said).waitFor();
  }
  await page.getByText("fault", { exact: true }).waitFor();
  await newestThread().getByText("45 €").waitFor();
  await expect.poll(step).toMatch(/^Approve/);
  await x.call("PUT", "settings", { faults: { server_error: 0 } });
});

test("nothing is amiss for axe, wide in the light and narrow in the dark", async () => {
  await page.evaluate(axe.source);
  for (const [width, colorScheme] of [
    [1280, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The phones are other pages, and looked at as such.
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      "axe.run(document, { iframes: false })",
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test("two phones stand beside it, each the app on an origin of its own, allowed to use passkeys", async () => {
  const frames = await page
    .locator("iframe")
    .evaluateAll((all) => all.map((frame) => [frame.title, frame.src, frame.allow]));
  const allow = "publickey-credentials-get *; publickey-credentials-create *";
  expect(frames).toEqual([
    ["Alice’s phone: the app", `http://alice.localhost:${door.port}/app/`, allow],
    ["Bob’s phone: the app", `http://bob.localhost:${door.port}/app/`, allow],
  ]);
  await page.getByLabel("Whose phone").last().selectOption("carol");
  await page.getByTitle("Carol’s phone: the app").waitFor();
});

test("a refusal of the network is said, and the text is kept", async () => {
  await send("x".repeat(25_001));
  await page.getByText("A post holds at most 25000 characters.").waitFor();
  expect(await field().inputValue()).toHaveLength(25_001);
});

test("nothing is wider than a phone's screen", async () => {
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.locator("html").evaluate(({ scrollWidth }) => scrollWidth)).toBe(320);
});
