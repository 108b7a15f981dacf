/** What a long history costs the phone that shows it. */
import type { BrowserContext, Page } from "playwright-core";
import type { ActivityEntry } from "../contracts/http/wallet.ts";
import { launchChromium } from "../test/support/chromium.ts";
import { openPhone, setUpWithPasskey } from "../test/support/phone.ts";
import { startWholePiaf } from "../test/support/whole-piaf.ts";
import type { Benchmark, Options, Report } from "./benchmark.ts";
import { shownAt, tappedAt } from "./shown-at.ts";
import { spreadOf } from "./statistics.ts";

const entries = 500;
const pageSize = 30;
/** As Lighthouse does for a mid-range phone. */
const slowdown = 4;

const noteOf = (index: number): string => `payment ${String(index).padStart(3, "0")}.`;

const entry = (index: number): ActivityEntry => ({
  ...{ transfer: `tr_${index}`, direction: index % 3 === 0 ? "credit" : "debit", amount: 100 + index, currency: "EUR" },
  ...{ code: "payment", posted_at: new Date(Date.UTC(2026, 10, 24) - index * 7_200_000).toISOString() },
  ...{ other: { name: "Bob", handle: "bob", channel: "x" }, note: noteOf(index) },
});

/** The phone is measured, not the server: its pages of activity are there at once. */
const answersAtOnce = async (context: BrowserContext): Promise<void> => {
  await context.route("**/v1/activity?*", (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    const to = Math.min(from + pageSize, entries);
    const data = Array.from({ length: to - from }, (_, index) => entry(from + index));
    return route.fulfill({ json: { data, ...(to < entries ? { next_cursor: String(to) } : {}) } });
  });
};

/** From the tap on what is named to the frame that shows the text. */
const tapToShown = async (page: Page, tap: () => Promise<void>, text: string): Promise<number> => {
  const [tapped, shown] = [tappedAt(page), shownAt(page, text)];
  await tap();
  return (await shown) - (await tapped);
};

/** How long each frame takes while somebody scrolls from the first entry to the last, a screen's height at a time. */
const framesOfScrolling = (page: Page): Promise<readonly number[]> =>
  page.evaluate<number[]>(`new Promise((resolve) => {
    const frames = [];
    let before = performance.now();
    scrollTo(0, 0);
    const step = () => {
      const now = performance.now();
      frames.push(now - before);
      before = now;
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 1) return resolve(frames);
      scrollBy({ top: innerHeight / 3, behavior: "instant" });
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);

const tab = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole("navigation").getByRole("link", { name }).click();

/** Asks for one page after the other until all entries stand there. How long each took. */
const showAll = async (page: Page): Promise<readonly number[]> => {
  const took: number[] = [];
  await tab(page, /^Activity/);
  await page.getByText(noteOf(0)).waitFor();
  for (let last = 2 * pageSize; last < entries + pageSize; last += pageSize) {
    const more = (): Promise<void> => page.getByRole("button", { name: "Show more" }).click();
    took.push(await tapToShown(page, more, noteOf(Math.min(last, entries) - 1)));
  }
  return took;
};

type Round = { readonly openMs: number; readonly frames: readonly number[] };

const playRound = async (page: Page): Promise<Round> => {
  await tab(page, /^Home/);
  await page.locator(".balance").waitFor();
  const openMs = await tapToShown(page, () => tab(page, /^Activity/), noteOf(entries - 1));
  return { openMs, frames: await framesOfScrolling(page) };
};

const reportOf = (more: readonly number[], rounds: readonly Round[]): Report => {
  const opened = rounds.map(({ openMs }) => openMs);
  const frames = rounds.flatMap((round) => round.frames);
  return {
    figures: [
      { what: `${entries} entries -> shown`, unit: "ms", values: opened, atMost: 1_000 },
      { what: `${pageSize} more of them -> shown`, unit: "ms", values: more, atMost: 1_000 },
      { what: "a frame while scrolling through", unit: "ms", values: frames, atMost: 50 },
    ],
    json: { open_ms: spreadOf(opened), more_ms: spreadOf(more), frame_ms: spreadOf(frames) },
  };
};

const run = async ({ rounds, say }: Options): Promise<Report> => {
  const piaf = await startWholePiaf();
  const browser = await launchChromium();
  try {
    const { page } = await openPhone({ browser, piaf }, "alice", { passkeys: true, prepare: answersAtOnce });
    await setUpWithPasskey(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    say(`${rounds} times through ${entries} entries, on a processor ${slowdown} times as slow …`);
    const more = await showAll(page);
    const played: Round[] = [];
    for (let round = 0; round < rounds; round += 1) played.push(await playRound(page));
    return reportOf(more, played);
  } finally {
    await browser.close();
    await piaf.stop();
  }
};

export const activity: Benchmark = {
  about: "a history of 500 entries on a slow phone",
  rounds: { usual: 5, most: 50 },
  run,
};
