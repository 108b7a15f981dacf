/** The whole way of a payment, as two people with phones live it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { minuteMs, secondMs } from "../core/clock.ts";
import { defaultLimitRules } from "../core/limits/limits.ts";
import { launchChromium } from "../test/support/chromium.ts";
import { openPhone, setUpWithPasskey } from "../test/support/phone.ts";
import type { Benchmark, Options, Report } from "./benchmark.ts";
import { shownAt, tappedAt } from "./shown-at.ts";
import { freshCheckout, npmStart, type Checkout, type StartedPiaf } from "./started-piaf.ts";
import { spreadOf } from "./statistics.ts";

type Phones = { readonly alice: Page; readonly bob: Page };

type Round = {
  readonly postToShownMs: number;
  readonly settledForPayerMs: number;
  readonly settledForPayeeMs: number;
};

/** From the command to the stage with its composer and a phone that can be set up. */
const timeStart = async (checkout: Checkout, browser: Browser): Promise<{ piaf: StartedPiaf; startMs: number }> => {
  const beganMs = performance.now();
  const piaf = await npmStart(checkout);
  const page = await browser.newPage({ locale: "en" });
  try {
    await page.goto(piaf.url);
    const phone = page.frameLocator('iframe[src*="//alice.localhost"]');
    await phone.getByRole("button", { name: /passkey|key with a PIN/ }).waitFor({ timeout: 30_000 });
    await page.getByRole("textbox", { name: "Text of the post" }).waitFor();
    return { piaf, startMs: performance.now() - beganMs };
  } catch (error) {
    await piaf.stop();
    throw error;
  } finally {
    await page.close();
  }
};

/** Each was written so much before the one that is played before it, whenever it is played: they are no flood. */
const apartSeconds = 15;
const beganMs = performance.now();

const post = async (piaf: StartedPiaf, text: string, round: number): Promise<void> => {
  const ago = Math.round((performance.now() - beganMs) / secondMs) + apartSeconds * round;
  const body = JSON.stringify({ as: "alice", text, written_seconds_ago: ago });
  const answer = await fetch(`${piaf.url}/sim/x/posts`, { method: "POST", body });
  if (!answer.ok) throw new Error(`the simulated X answered ${answer.status}`);
};

/** Every round has an amount of its own, so that nothing that is shown already can be taken for it. */
const playRound = async (piaf: StartedPiaf, { alice, bob }: Phones, round: number): Promise<Round> => {
  const amount = `€0.${10 + round}`;
  const title = `${amount} to Bob`;
  const proposal = shownAt(alice, title);
  const postedAt = Date.now();
  await post(piaf, `@piaf pay ${amount} to @bob for round ${round}`, round);
  const postToShownMs = (await proposal) - postedAt;

  await alice.getByRole("link", { name: title }).click();
  await alice.getByRole("button", { name: `Approve ${amount}` }).waitFor();
  const settled = [shownAt(alice, "Paid"), shownAt(bob, amount)] as const;
  const tapped = tappedAt(alice);
  await alice.getByRole("button", { name: `Approve ${amount}` }).click();
  const [tap, payer, payee] = await Promise.all([tapped, ...settled]);
  await alice.getByRole("button", { name: "Done" }).click();
  await alice.getByText("Nothing to approve").waitFor();
  return { postToShownMs, settledForPayerMs: payer - tap, settledForPayeeMs: payee - tap };
};

const { pace } = defaultLimitRules;

const playRounds = async (piaf: StartedPiaf, browser: Browser, options: Options): Promise<readonly Round[]> => {
  const [alice, bob] = [
    await openPhone({ browser, piaf }, "alice", { passkeys: true }),
    await openPhone({ browser, piaf }, "bob", { passkeys: true }),
  ];
  await setUpWithPasskey(alice.page);
  await setUpWithPasskey(bob.page);
  const rounds: Round[] = [];
  const begunAt: number[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    // So many in a minute are all that a person may pay: what comes faster is refused.
    const earlier = begunAt[round - 1 - pace.minute];
    if (earlier !== undefined) await sleep(Math.max(0, earlier + minuteMs + secondMs - Date.now()));
    begunAt.push(Date.now());
    rounds.push(await playRound(piaf, { alice: alice.page, bob: bob.page }, round));
  }
  return rounds;
};

const reportOf = (start: { readonly cold: number; readonly warm: number }, rounds: readonly Round[]): Report => {
  const shown = rounds.map(({ postToShownMs }) => postToShownMs);
  const payer = rounds.map(({ settledForPayerMs }) => settledForPayerMs);
  const payee = rounds.map(({ settledForPayeeMs }) => settledForPayeeMs);
  const both = rounds.map(({ settledForPayerMs, settledForPayeeMs }) => Math.max(settledForPayerMs, settledForPayeeMs));
  return {
    figures: [
      { what: "post -> shown in the payer's phone", unit: "ms", values: shown, atMost: 1_000 },
      { what: "approve -> settled on both phones", unit: "ms", values: both, atMost: 1_000 },
      { what: "  on the payer's", unit: "ms", values: payer },
      { what: "  on the payee's", unit: "ms", values: payee },
      { what: "npm start -> usable page, nothing built", unit: "ms", values: [start.cold], atMost: 15_000 },
      { what: "npm start -> usable page, built before", unit: "ms", values: [start.warm], atMost: 15_000 },
    ],
    json: {
      post_to_shown_ms: spreadOf(shown),
      approve_to_settled_ms: spreadOf(both),
      start_ms: { cold: Math.round(start.cold), warm: Math.round(start.warm) },
      rounds: rounds.map((round) => ({
        post_to_shown_ms: Math.round(round.postToShownMs),
        settled_for_payer_ms: Math.round(round.settledForPayerMs),
        settled_for_payee_ms: Math.round(round.settledForPayeeMs),
      })),
    },
  };
};

const run = async (options: Options): Promise<Report> => {
  const checkout = freshCheckout();
  const browser = await launchChromium();
  try {
    options.say("npm start in a checkout where nothing is built …");
    const cold = await timeStart(checkout, browser);
    await cold.piaf.stop();
    options.say("npm start again, with fresh data …");
    const warm = await timeStart(checkout, browser);
    try {
      options.say(`${options.rounds} payments from alice to bob …`);
      const rounds = await playRounds(warm.piaf, browser, options);
      return reportOf({ cold: cold.startMs, warm: warm.startMs }, rounds);
    } finally {
      await warm.piaf.stop();
    }
  } finally {
    await browser.close();
    checkout.remove();
  }
};

/** Alice has a hundred euros, and a round costs less than one; and she may pay so often within an hour. */
export const journey: Benchmark = {
  about: "from the post to the money on two phones",
  rounds: { usual: 20, most: pace.hour - 1 },
  run,
};
