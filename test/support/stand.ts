import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchChromium } from "./chromium.ts";
import { openPhone, type Phone, type PhoneOptions } from "./phone.ts";
import { startWholePiaf, type WholePiaf } from "./whole-piaf.ts";

/** A whole Piaf, and a browser to look at it with. */
export type Stand = {
  readonly piaf: WholePiaf;
  readonly browser: Browser;
  /** Somebody's phone, which is closed after the test. */
  readonly open: (handle: string, options: PhoneOptions) => Promise<Phone>;
};

/** One for all tests of the file that calls this, at its top; there from the file's own `beforeAll` on. */
export const useStand = (): Stand => {
  let parts: Pick<Stand, "piaf" | "browser"> | undefined;
  let phones: Phone[] = [];
  const there = (): Pick<Stand, "piaf" | "browser"> => {
    if (parts === undefined) throw new Error("The stand is there while tests run, and not before.");
    return parts;
  };
  beforeAll(async () => {
    const [piaf, browser] = await Promise.all([startWholePiaf(), launchChromium()]);
    parts = { piaf, browser };
  }, 90_000);
  afterEach(async () => {
    for (const phone of phones) await phone.close();
    phones = [];
  });
  afterAll(async () => {
    await parts?.browser.close();
    await parts?.piaf.stop();
  });
  return {
    get piaf() {
      return there().piaf;
    },
    get browser() {
      return there().browser;
    },
    open: async (handle, options) => {
      const phone = await openPhone(there(), handle, options);
      phones.push(phone);
      return phone;
    },
  };
};
