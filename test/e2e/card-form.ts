import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { TopUpView } from "../../contracts/http/top-ups.ts";
import { contentSecurityPolicy, stripeOrigins } from "../../lib/constructs/content-security-policy.ts";
import { openPhone } from "../support/phone.ts";
import { servesStripeJs, stripeCards } from "../support/stripe-js-stand-in.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

type World = { readonly piaf: WholePiaf; readonly browser: Browser };

const requested: TopUpView = {
  ...{ id: "tup_1", amount: 2_000, currency: "EUR", state: "requested", created_at: "2026-11-24T12:00:00Z" },
  next: { kind: "stripe", client_secret: "pi_1_secret_x", publishable_key: "pk_test_1" },
};

/** The page is sent as by a stage that takes Stripe, and top-ups are as they are there. */
const asWithStripe = async (page: Page, piaf: WholePiaf, isCharged: () => boolean): Promise<void> => {
  const document = await (await fetch(`${piaf.url}/app/`)).text();
  const policy = contentSecurityPolicy(stripeOrigins);
  await page.route(
    ({ pathname }) => pathname === "/app/",
    (route) =>
      route.fulfill({ contentType: "text/html", headers: { "content-security-policy": policy }, body: document }),
  );
  const { next, ...paid } = requested;
  await page.route("**/v1/top-ups", (route) => route.fulfill({ json: requested }));
  await page.route("**/v1/top-ups/*", (route) =>
    route.fulfill({ json: isCharged() ? { ...paid, state: "credited" } : { ...paid, next } }),
  );
};

/** Stripe's form on alice's phone. */
export const describeCardForm = (world: () => World) =>
  describe("a card, where Stripe takes it", () => {
    /** Once the form is there; what the page has told Piaf, and what its policy has forbidden. */
    const openForm = async (withStripe = true) => {
      const { page, close } = await openPhone(world(), "alice", { passkeys: true });
      const toPiaf: string[] = [];
      const forbidden: string[] = [];
      page.on("request", (request) => {
        if (new URL(request.url()).port === String(world().piaf.port)) toPiaf.push(request.postData() ?? "");
      });
      page.on("console", (said) => /Content Security Policy/.test(said.text()) && forbidden.push(said.text()));
      await page.locator("h1").first().waitFor();
      const stripe = await servesStripeJs(page);
      if (withStripe) await asWithStripe(page, world().piaf, () => stripe.charged.length > 0);
      else await page.route("**/v1/top-ups{,/*}", (route) => route.fulfill({ json: requested }));
      await page.goto(`${new URL(page.url()).origin}/app/?#/top-up`);
      await page.getByRole("button", { name: "€20.00" }).click();
      const type = async (card: string): Promise<void> => {
        await page.frameLocator("iframe[title^=Secure]").getByLabel("Card number").fill(card);
        await page.getByRole("button", { name: "Pay €20.00" }).click();
      };
      return { page, close, stripe, toPiaf, forbidden, type };
    };

    it("is declined in Stripe's words, charged once its bank has been asked, and never shown to Piaf", async () => {
      const { page, close, stripe, toPiaf, forbidden, type } = await openForm();
      await type(stripeCards.declined);
      await page.getByText("Your card was declined.").waitFor();
      await type(stripeCards.asked);
      const bank = page.frameLocator("iframe[title=Bank]");
      await bank.getByRole("button", { name: "Fail authentication" }).click();
      await page.getByText("We are unable to authenticate your payment method.").waitFor();
      expect(stripe.charged).toEqual([]);

      await type(stripeCards.asked);
      await bank.getByRole("button", { name: "Complete authentication" }).click();
      await page.getByText("€20.00 is in your wallet.").waitFor();
      expect(stripe.charged).toEqual(["pi_1_secret_x"]);
      expect(stripe.opened).toEqual([{ key: "pk_test_1", options: { locale: "en" } }]);
      expect(stripe.told.filter((body) => body.includes("4000"))).toHaveLength(stripe.told.length);
      expect(toPiaf.length).toBeGreaterThan(5);
      expect(toPiaf.filter((body) => /4000 ?0025|4000\+0025/.test(body))).toEqual([]);
      expect(forbidden).toEqual([]);
      // The way back does not lead into a form that is done with.
      expect(await page.evaluate("location.hash")).toBe("#/");
      await close();
    });

    it("is charged at once where no bank asks", async () => {
      const { page, close, stripe, type } = await openForm();
      await type(stripeCards.charged);
      await page.getByText("€20.00 is in your wallet.").waitFor();
      expect(stripe.charged).toEqual(["pi_1_secret_x"]);
      await close();
    });

    it("cannot be typed in where the stage's policy does not know Stripe: nothing of Stripe's runs", async () => {
      const { page, close, stripe, forbidden } = await openForm(false);
      await page.getByText("The card provider’s form does not come.").waitFor();
      expect(stripe.opened).toEqual([]);
      expect(forbidden.length).toBeGreaterThan(0);
      await close();
    });
  });
