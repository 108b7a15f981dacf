import type { Browser, Locator, Page } from "playwright-core";
import { pageAt } from "../support/pages.ts";
import { addAuthenticator } from "../support/phone.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

/** What the tutorial asks for in one step. */
type Step = (parts: {
  readonly page: Page;
  readonly piaf: WholePiaf;
  readonly tap: (target: Locator) => Promise<void>;
}) => Promise<void>;

/** Every step of docs/tutorial.md by its name there. */
const steps: Readonly<Record<string, Step>> = {
  "Join Piaf": ({ page, tap }) => tap(page.getByRole("button", { name: "Join Piaf" })),
  "Say where to write to": async ({ page, tap }) => {
    await page.getByLabel("E-mail address").fill("dave@example.com");
    await tap(page.getByRole("button", { name: "Send me a code" }));
  },
  "Type the code": async ({ page, tap }) => {
    const said = await page.getByRole("status").innerText();
    await page.getByLabel("Code").fill(/\d{6}/.exec(said)?.[0] ?? "");
    await tap(page.getByRole("button", { name: "Continue", exact: true }));
  },
  "Choose a name and make the payment key": async ({ page, tap }) => {
    await page.getByLabel("Your name").fill("Dave");
    await tap(page.getByRole("button", { name: "Create a passkey" }));
  },
  "Link X": ({ page, tap }) => tap(page.getByRole("button", { name: "Link X" })),
  "Say who you are on X": ({ page, tap }) => tap(page.getByRole("link", { name: "Dave (@dave)" })),
  "Top up": ({ page, tap }) => tap(page.getByRole("link", { name: "Top up" })),
  "Choose an amount": ({ page, tap }) => tap(page.getByRole("button", { name: "€20.00" })),
  "Pay with a sandbox card": ({ page, tap }) => tap(page.getByRole("button", { name: "4242 4242 4242 4242" })),
  Post: async ({ page, piaf }) => {
    await page.getByText("€20.00 is in your wallet.").waitFor();
    await piaf.post({ as: "dave", text: "@piaf send €5 to @bob for the pizza" });
  },
  "Open the proposal": ({ page, tap }) => tap(page.getByRole("link", { name: /€5\.00 to Bob/ })),
  Approve: async ({ page, tap }) => {
    await tap(page.getByRole("button", { name: "Approve €5.00" }));
    await page.getByRole("heading", { name: "Paid" }).waitFor();
  },
};

const namedIn = (tutorial: string): readonly string[] =>
  [...tutorial.matchAll(/^\d+\. \*\*(.+?)\.\*\*/gm)].map(([, name = ""]) => name);

export type FirstMinute = {
  readonly page: Page;
  /** As the tutorial names them, and as they are carried out. */
  readonly written: readonly string[];
  readonly known: readonly string[];
  readonly taps: number;
  readonly tookMs: number;
  readonly close: () => Promise<void>;
};

/** Somebody new goes the way of docs/tutorial.md, in its order, in a browser that has never seen Piaf. */
export const goThroughFirstMinute = async (browser: Browser, piaf: WholePiaf): Promise<FirstMinute> => {
  const written = namedIn(pageAt("docs/tutorial.md"));
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "en" });
  const page = await context.newPage();
  await addAuthenticator(context, page);
  let taps = 0;
  const tap = async (target: Locator): Promise<void> => {
    taps += 1;
    await target.click();
  };
  const begun = performance.now();
  await page.goto(`${piaf.url}/app/`);
  for (const name of written) {
    const step = steps[name];
    if (step === undefined) throw new Error(`docs/tutorial.md has a step that nobody carries out: ${name}.`);
    await step({ page, piaf, tap });
  }
  const tookMs = performance.now() - begun;
  return { page, written, known: Object.keys(steps), taps, tookMs, close: () => context.close() };
};
