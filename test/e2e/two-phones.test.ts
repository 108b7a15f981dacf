import { describe, expect, it } from "vitest";
import { openNewcomer } from "../support/newcomer.ts";
import { useStand } from "../support/stand.ts";
import { goThroughFirstMinute } from "./first-minute.ts";
import { addAuthenticator, pinOfTheTests, setUpWithPasskey, setUpWithPin } from "../support/phone.ts";
import { describeApproving } from "./approving.ts";

const stand = useStand();
const { open } = stand;

describe("the stage", () => {
  it("plays the whole of it on one page: post, approve with a passkey, both phones, the reply, and no second payment", async () => {
    const context = await stand.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
    try {
      const page = await context.newPage();
      await addAuthenticator(context, page);
      await page.goto(stand.piaf.url);
      const phoneOf = (handle: string) => page.frameLocator(`iframe[src*="//${handle}.localhost"]`);
      const [alice, bob] = [phoneOf("alice"), phoneOf("bob")];
      await setUpWithPasskey(alice);
      await page.getByRole("textbox").first().fill("@piaf #envoyer 12,99€ @bob pour le ciné");
      await page.getByRole("button", { name: "Post", exact: true }).click();
      await alice.getByRole("link", { name: /€12\.99 to Bob/ }).click();
      await alice.locator("blockquote", { hasText: /@bob.*pour le ciné/ }).waitFor();
      await alice.getByRole("button", { name: "Approve €12.99" }).click();
      await alice.getByRole("heading", { name: "Paid" }).waitFor();
      await bob.getByRole("link", { name: /Alice.*pour le ciné/ }).waitFor();
      await bob.getByText("€62.99").first().waitFor();
      await page.getByText(/C’est fait\s: 12,99\s€/u).waitFor();
      await page.getByRole("button", { name: "Redeliver" }).last().click();
      await page.getByRole("button", { name: "Repost" }).last().click();
      await alice
        .getByRole("button", { name: "Done" })
        .or(alice.getByRole("link", { name: "Done" }))
        .click();
      await alice.getByText("€87.01").first().waitFor();
      await alice.getByText("Nothing to approve").waitFor();
    } finally {
      await context.close();
    }
  });
});

describe("somebody new", () => {
  it("goes from the welcome screen to a settled payment in a minute, with twelve taps at most, as the tutorial says", async () => {
    const minute = await goThroughFirstMinute(stand.browser, stand.piaf);
    try {
      expect(minute.known).toEqual(minute.written);
      expect(minute.taps).toBeLessThanOrEqual(12);
      expect(minute.tookMs).toBeLessThan(60_000);
    } finally {
      await minute.close();
    }
  }, 90_000);
});

describe("somebody new with a link", () => {
  it("is where the link leads once the phone is set up", async () => {
    const link = "#/pay?to=alice&amount=500";
    const page = await openNewcomer(stand, { email: "dave.too@example.com", link });
    try {
      await page.getByLabel("Your name").fill("Dave");
      await page.getByRole("button", { name: "Create a passkey" }).click();
      await page.waitForURL(/#\/pay/);
      await page.getByText("Alice").first().waitFor();
    } finally {
      await page.context().close();
    }
  });
});

describe("the provider's own passkey", () => {
  it("is offered after the code, and signs in without one the next time, in no other browser", async () => {
    const email = "dave.three@example.com";
    const page = await openNewcomer(stand, { email, withPasskey: true });
    try {
      await page.getByLabel("Your name").fill("Dave");
      await page.getByRole("button", { name: "Create a passkey" }).click();
      await page.getByText("Link your X account").waitFor();
      const anew = async (): Promise<void> => {
        await page.context().clearCookies();
        await page.evaluate(`indexedDB.deleteDatabase("piaf-kept")`);
        await page.goto(`${stand.piaf.url}/app/?error=none`);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      };
      await anew();
      await page.getByRole("heading", { name: "Dave" }).waitFor();
    } finally {
      await page.context().close();
    }
    const other = await stand.browser.newContext({ locale: "en", serviceWorkers: "block" });
    try {
      const stranger = await other.newPage();
      await addAuthenticator(other, stranger);
      await stranger.goto(`${stand.piaf.url}/app/`);
      await stranger.getByRole("button", { name: "Sign in" }).click();
      await stranger.getByRole("button", { name: "Sign in with a passkey" }).click();
      await stranger.getByText("That did not work. Try again, or go on without.").waitFor();
    } finally {
      await other.close();
    }
  });
});

describe("a phone of its own", () => {
  it("approves with a passkey in French, and the payee's phone shows who paid and why", async () => {
    const carol = await open("carol", { passkeys: true, language: "fr" });
    const bob = await open("bob", { passkeys: false });
    await carol.page.getByRole("button", { name: "Créer une clé d’accès" }).click();
    await carol.page.getByText("Rien à approuver").waitFor();
    await stand.piaf.post({ as: "carol", text: "@piaf envoie 5 euros à @bob pour le pain" });
    await carol.page.getByRole("link", { name: /5,00\s€ à Bob/u }).click();
    await carol.page.getByRole("button", { name: /Approuver 5,00\s€/u }).click();
    await carol.page.getByRole("heading", { name: "Payé" }).waitFor();
    await bob.page.getByRole("link", { name: /Carol.*pour le pain/ }).waitFor();
  });

  it("without an authenticator takes a key with a PIN: a wrong PIN pays nothing, and a refusal is final", async () => {
    const { page } = await open("bob", { passkeys: false });
    await setUpWithPin(page);
    await stand.piaf.post({ as: "bob", text: "@piaf send €5 to @carol for lunch" });
    await page.getByRole("link", { name: /€5\.00 to Carol/ }).click();
    await page.getByRole("button", { name: "Approve €5.00" }).click();
    await page.getByLabel("PIN", { exact: true }).fill("000001");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("Wrong PIN. Please try again.").waitFor();
    await page.getByLabel("PIN", { exact: true }).fill(pinOfTheTests);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("heading", { name: "Paid" }).waitFor();
    await page
      .getByRole("button", { name: "Done" })
      .or(page.getByRole("link", { name: "Done" }))
      .click();
    await stand.piaf.post({ as: "bob", text: "@piaf send €6 to @carol for nothing" });
    await page.getByRole("link", { name: /€6\.00 to Carol/ }).click();
    await page.getByRole("button", { name: "Decline" }).click();
    await page.getByText("You declined this payment. Nothing was paid.").waitFor();
  });

  it("says that the post was edited, and shows what it asks for now", async () => {
    const { page } = await open("carol", { passkeys: true });
    const postId = await stand.piaf.post({ as: "carol", text: "@piaf pay 7€ @bob for tea" });
    await page.getByRole("link", { name: /€7\.00 to Bob/ }).click();
    const text = "@piaf pay 8€ @bob for coffee";
    await stand.piaf.call({ method: "PUT", path: `/sim/x/posts/${postId}`, body: { text } });
    await page.getByText("The payment has changed. Look at it again, then approve.").waitFor();
    await page.getByText(/\(edited\)/).waitFor();
    await page.locator("blockquote", { hasText: /8€.*for coffee/ }).waitFor();
    await page.getByText("The post was edited after you wrote it.").waitFor();
    await stand.piaf.call({ method: "DELETE", path: `/sim/x/posts/${postId}` });
    await page.getByText("This payment was cancelled. Nothing was paid.").waitFor();
  });

  it("says why a payment failed, and lets the payer try again as a new version", async () => {
    const { page } = await open("bob", { passkeys: true });
    await page.getByText("Nothing to approve").or(page.getByText("Set up this phone")).first().waitFor();
    await stand.piaf.post({ as: "bob", text: "@piaf pay 900€ @alice for a bicycle" });
    await page.getByRole("link", { name: /€900\.00 to Alice/ }).click();
    await page.getByRole("link", { name: /Set up this phone/ }).click();
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await page.getByRole("link", { name: /€900\.00 to Alice/ }).click();
    await page.getByRole("button", { name: "Approve €900.00" }).click();
    await page.getByRole("heading", { name: "Not paid" }).waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Approve €900.00" }).waitFor();
  });
});

describeApproving(() => stand);
