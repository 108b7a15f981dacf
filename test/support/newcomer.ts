import type { Browser, Page } from "playwright-core";
import { addAuthenticator } from "./phone.ts";
import type { WholePiaf } from "./whole-piaf.ts";

/**
 * Somebody new signs up by e-mail, at no known person's origin, with a link of the app or without, and is asked for a
 * name. The caller closes the page's context.
 */
export const openNewcomer = async (
  { browser, piaf }: { readonly browser: Browser; readonly piaf: WholePiaf },
  options: { readonly email: string; readonly link?: string; readonly withPasskey?: boolean },
): Promise<Page> => {
  const { email, link = "", withPasskey = false } = options;
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: "en",
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  await addAuthenticator(context, page);
  await page.goto(`${piaf.url}/app/${link}`);
  await page.getByRole("button", { name: "Join Piaf" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const said = await page.getByRole("status").innerText();
  await page.getByLabel("Code").fill(/\d{6}/.exec(said)?.[0] ?? "");
  await page
    .getByRole("button", { name: withPasskey ? "Continue, and add a passkey" : "Continue", exact: true })
    .click();
  if (withPasskey) await page.getByRole("button", { name: "Create a passkey" }).click();
  await page.getByLabel("Your name").waitFor();
  return page;
};
