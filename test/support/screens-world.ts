import type { Browser, BrowserContext, Page } from "playwright-core";
import { enrolDevice } from "./device.ts";
import { openNewcomer } from "./newcomer.ts";
import { openPhone, setUpWithPasskey } from "./phone.ts";
import { until } from "./until.ts";
import type { WholePiaf } from "./whole-piaf.ts";

/** alice's payments, one in each state that has a screen: ids of intents. */
type Payments = Readonly<
  Record<
    "pending" | "question" | "settled" | "failed" | "declined" | "short" | "unclaimed" | "held" | "returned",
    string
  >
>;

/** Phones on which every screen can be seen. */
export type World = {
  /** Has paid and been paid; something waits for her. */
  readonly alice: Page;
  /** Has a phone without a key, and without a way to hold a passkey. */
  readonly carol: Page;
  /** Is not signed in. */
  readonly stranger: Page;
  /** Has signed up this minute, and has no name yet. */
  readonly newcomer: Page;
  readonly payments: Payments;
  /** From now on all of them read in that language, as they chose. */
  readonly readIn: (language: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const openWorld = async (piaf: WholePiaf, browser: Browser): Promise<World> => {
  const open = (handle: string, passkeys: boolean, prepare?: (context: BrowserContext) => Promise<void>) =>
    openPhone({ browser, piaf }, handle, { passkeys, ...(prepare && { prepare }) });
  const phones = [
    await open("alice", true),
    await open("carol", false),
    await open("bob", true, async (context) => {
      await context.addInitScript(`sessionStorage.setItem("piaf.signed-out", "yes")`);
    }),
  ] as const;
  const newcomer = await openNewcomer({ browser, piaf }, { email: "dave@example.com" });
  const [alice, carol, stranger] = phones.map(({ page }) => page) as [Page, Page, Page];
  await setUpWithPasskey(alice);
  const payments = await pay(piaf, alice);
  const readIn = async (language: string): Promise<void> => {
    const body = { currency: "EUR", appearance: "system", push_details: false, hide_balance: false, language };
    for (const handle of ["alice", "carol"]) {
      const { accessToken: token } = await piaf.identity.tokensFor(handle, { nonce: "of no use" });
      const { status } = await piaf.call({ method: "PUT", path: "/v1/me/preferences", token, body });
      if (status >= 300) throw new Error(`the preferences were not taken: ${status}`);
    }
    await newcomer.unrouteAll();
    await newcomer.route("**/v1/me/preferences", (route) => route.fulfill({ json: body }));
    for (const page of [alice, carol, stranger, newcomer]) {
      await page.evaluate(`localStorage.setItem("piaf.preferences", ${JSON.stringify(JSON.stringify(body))})`);
      await page.reload();
      await page.locator(`html[lang=${language}] h1`).first().waitFor();
    }
  };
  const close = async (): Promise<void> => {
    for (const phone of phones) await phone.close();
    await newcomer.context().close();
  };
  return { alice, carol, stranger, newcomer, payments, readIn, close };
};

const pay = async (piaf: WholePiaf, alice: Page): Promise<Payments> => {
  await payForTaxi(piaf);
  const home = async (): Promise<void> => {
    await alice.evaluate(`location.hash = "#/"`);
    await alice.locator(".balance").waitFor();
  };
  /** The id of the payment that the post became, its page open. */
  const write = async (text: string, shown: RegExp): Promise<string> => {
    await piaf.post({ as: "alice", text });
    await alice.getByRole("link", { name: shown }).first().click();
    const [, id = ""] = await until("its page", () => /payments\/(.+)$/.exec(alice.url()) ?? undefined);
    return id;
  };
  const decide = async (choice: RegExp, outcome: string): Promise<void> => {
    await alice.getByRole("button", { name: choice }).click();
    await alice.getByText(outcome).first().waitFor();
    await home();
  };
  await write("@piaf pay @corner_bakery €4.80 for croissants", /to Corner Bakery/);
  await decide(/^Approve/, "Reference");
  const settled = await write("@piaf #envoyer 12,99€ @bob pour le ciné", /€12\.99 to Bob/);
  await decide(/^Approve/, "Reference");
  const failed = await write("@piaf pay 900€ @bob for a bicycle", /€900\.00 to Bob/);
  await decide(/^Approve/, "Not paid");
  const declined = await write("@piaf pay 40€ @bob for nothing", /€40\.00 to Bob/);
  await decide(/^Decline/, "Nothing was paid");
  const held = await write("@piaf send €8 to @dave for the pizza", /€8\.00 to Dave/);
  await decide(/^Approve/, "The money waits");
  const returned = await write("@piaf send €6 to @dave for the beer", /€6\.00 to Dave/);
  await alice.getByRole("button", { name: /^Approve/ }).click();
  await decide(/^Take it back/, "It came back to you");
  const unclaimed = await write("@piaf send €5 to @dave for the ice", /€5\.00 to Dave/);
  await home();
  const short = await write("@piaf send €240 to @carol for the piano", /€240\.00 to Carol/);
  await home();
  const question = await write("@piaf paye @bob", /One thing is unclear/);
  await home();
  const pending = await write("@piaf send €10 to @food_for_all for the winter kitchen", /to Food for All/);
  await home();
  return { pending, question, settled, failed, declined, short, unclaimed, held, returned };
};

/** bob pays alice, by a script: his phone is nowhere seen. */
const payForTaxi = async (piaf: WholePiaf): Promise<void> => {
  const bob = await enrolDevice(piaf, "bob");
  await piaf.post({ as: "bob", text: "@piaf send €7.50 to @alice for the taxi" });
  await bob.approve(await until("bob's payment", async () => (await bob.open())[0]));
};
