/** `npm run lighthouse`: measures screens of a whole local Piaf as Lighthouse does for phones, into docs/lighthouse.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { format } from "prettier";
import { root } from "../../local/root.ts";
import { launchChromium } from "../support/chromium.ts";
import { setUpWithPin } from "../support/phone.ts";
import { until } from "../support/until.ts";
import { startWholePiaf, type WholePiaf } from "../support/whole-piaf.ts";
import { medianOf, type Report, runLighthouse } from "./lighthouse.ts";
import { categories, lighthouseTable, type Measured, metrics } from "./lighthouse-page.ts";

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** In the browser that listens there. */
const runOf = (port: number, url: string): Promise<Report> =>
  runLighthouse(url, { port, onlyCategories: categories.map(({ id }) => id), logLevel: "error" });

type Run = (url: string) => Promise<Report>;

/** In a browser that has never been anywhere. */
const runOfStranger: Run = async (url) => {
  const port = await freePort();
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  try {
    return await runOf(port, url);
  } finally {
    await browser.close();
  }
};

/** The one in the middle of three: a single one is at the mercy of what else the machine does. */
const measure = async (run: Run, { screen, url }: Record<"screen" | "url", string>): Promise<Measured> => {
  const runs = [await run(url), await run(url), await run(url)];
  const { audits, categories: scored } = medianOf(runs);
  for (const { id, score, displayValue = "" } of Object.values(audits))
    if (score !== null && score < 0.9) console.log(`${screen}: ${id} ${displayValue}`);
  return {
    screen,
    scores: categories.map(({ id }) => Math.round((scored[id]?.score ?? 0) * 100)),
    values: metrics.map(({ id }) => audits[id]?.displayValue ?? ""),
    kilobytes: Math.round((audits["total-byte-weight"]?.numericValue ?? 0) / 1_000),
  };
};

/** Leaves of docs/lighthouse.md all but its table. */
const writeDown = async (measured: readonly Measured[]): Promise<void> => {
  const path = join(root, "docs/lighthouse.md");
  const page = readFileSync(path, "utf8").replace(/^\|[^]*\|$/m, lighthouseTable(measured));
  writeFileSync(path, await format(page, { parser: "markdown", printWidth: 130 }));
};

/** In the browser's own context, which is the one that Lighthouse opens its pages in. */
const ownPage = async (port: number): Promise<Page> => {
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = connected.contexts();
  if (context === undefined) throw new Error("The browser has no context of its own.");
  return context.newPage();
};

/** Signed in, with a key and a payment to approve. The address of that. */
const prepare = async (piaf: WholePiaf, { page, app }: { page: Page; app: string }): Promise<string> => {
  await page.goto(app);
  await setUpWithPin(page);
  await piaf.post({ as: "alice", text: "@piaf #envoyer 12,99€ @bob pour le ciné" });
  await page.getByRole("link", { name: /€12\.99 to Bob/ }).click();
  const [place = ""] = await until("its page", () => /#\/payments\/.+$/.exec(page.url()) ?? undefined);
  await page.close();
  return place;
};

const port = await freePort();
const piaf = await startWholePiaf();
const browser = await launchChromium([`--remote-debugging-port=${port}`]);
try {
  const app = `http://alice.localhost:${piaf.port}/app/`;
  const measured = [
    await measure(runOfStranger, { screen: "stage", url: `${piaf.url}/` }),
    await measure(runOfStranger, { screen: "welcome", url: `${app}?error=none` }),
  ];
  const place = await prepare(piaf, { page: await ownPage(port), app });
  const places = { home: "", approval: place, activity: "#/activity", settings: "#/settings" };
  for (const [screen, at] of Object.entries(places))
    measured.push(await measure((url) => runOf(port, url), { screen, url: `${app}${at}` }));
  await writeDown(measured);
  console.log(lighthouseTable(measured));
} finally {
  await browser.close();
  await piaf.stop();
}
