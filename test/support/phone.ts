import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import type { WholePiaf } from "./whole-piaf.ts";

/** A phone in a browser of its own: nothing is shared between two of them. */
export type Phone = {
  readonly page: Page;
  readonly close: () => Promise<void>;
};

export type PhoneOptions = {
  /** Verifies its owner at once, as a finger on the sensor would; without it the app takes a key with a PIN. */
  readonly passkeys: boolean;
  readonly language?: string;
  /** Has the app's service worker: opens without a network, and may show a version from before. */
  readonly serviceWorker?: boolean;
  /** Has the browser before the app is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
};

/** Opens the app as somebody at his own origin, where the provider signs him in at once. */
export const openPhone = async (
  { browser, piaf }: { readonly browser: Browser; readonly piaf: Pick<WholePiaf, "port"> },
  handle: string,
  options: PhoneOptions,
): Promise<Phone> => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: options.language ?? "en",
    // Each phone has its own view of the world; a stale worker must not answer for it.
    serviceWorkers: options.serviceWorker === true ? "allow" : "block",
  });
  await options.prepare?.(context);
  const page = await context.newPage();
  if (options.passkeys) await addAuthenticator(context, page);
  await page.goto(`http://${handle}.localhost:${piaf.port}/app/`);
  return { page, close: () => context.close() };
};

/** Chromium's virtual authenticator, for the page and its frames. */
export const addAuthenticator = async (context: BrowserContext, page: Page): Promise<CDPSession> => {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
};

/** Something with the same screens as a phone: a page, or a frame of the stage. */
type Screen = Pick<Page, "getByRole" | "getByText" | "getByLabel">;

export const setUpWithPasskey = async (screen: Screen): Promise<void> => {
  await screen.getByRole("button", { name: "Create a passkey" }).click();
  await screen.getByText("Nothing to approve").waitFor({ timeout: 15_000 });
};

export const pinOfTheTests = "271828";

/** Makes the key, signs in afresh by redirect, then chooses the PIN. */
export const setUpWithPin = async (screen: Screen): Promise<void> => {
  await screen.getByRole("button", { name: /^(Create a key with a PIN|Use a PIN instead)$/ }).click();
  for (const label of ["New PIN", "Repeat the PIN"]) {
    await screen.getByLabel(label).fill(pinOfTheTests);
    await screen.getByRole("button", { name: "Continue" }).click();
  }
  await screen.getByText("Nothing to approve").waitFor({ timeout: 15_000 });
};
