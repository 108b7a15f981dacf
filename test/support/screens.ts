/** Every screen of the app and the way there: for its pictures, and for the checks that hold for all of them. */
import type { Page } from "playwright-core";
import type { TopUpView } from "../../contracts/http/top-ups.ts";
import type { World } from "./screens-world.ts";

export type ShownScreen = {
  readonly name: string;
  /** Opens it on one of the phones, and answers that one. */
  readonly open: (world: World) => Promise<Page>;
};

/** By the address, as from a notification. Nothing of the screen before is left, nor of what it was still asking. */
const goTo = async (page: Page, place: string): Promise<Page> => {
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  // What the phone has kept may be what a screen before has made up: shown is what the server says.
  const read = Promise.all(["**/v1/me", "**/v1/intents?status=open*"].map((path) => page.waitForResponse(path)));
  await page.goto(`${origin}/app/#${place}`);
  await read;
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  await page.locator("h1").first().waitFor();
  return page;
};

const at =
  (place: string) =>
  ({ alice }: World) =>
    goTo(alice, place);

const ofPayment = (state: keyof World["payments"]) => (world: World) =>
  goTo(world.alice, `/payments/${world.payments[state]}`);

/** The screen, and then what somebody does there. */
const after =
  (open: ShownScreen["open"], act: (page: Page) => Promise<unknown>): ShownScreen["open"] =>
  async (world) => {
    const page = await open(world);
    await act(page);
    return page;
  };

/** Once what it lists is there. */
const withRows = (place: string): ShownScreen["open"] =>
  after(at(place), (page) => page.locator("main .rows").waitFor());

/** Through the first row of a list. */
const firstRowOf = (place: string, then: (page: Page) => Promise<unknown>): ShownScreen["open"] =>
  after(at(place), async (page) => {
    await page.locator("main a.row").first().click();
    await then(page);
  });

/** An approval whose answer does not come. */
const checking = after(
  async (world) => {
    const page = await ofPayment("pending")(world);
    await page.route("**/approve", (route) => route.abort());
    return page;
  },
  async (page) => {
    await page.locator(".action-bar .button-primary").click();
    await page.locator(".spinner").waitFor();
  },
);

const withoutNetwork = after(at("/"), async (page) => {
  await page.route("**/v1/**", (route) => route.abort());
  await page.evaluate(`dispatchEvent(new Event("online"))`);
  await page.locator(".banners .banner").waitFor();
});

const hidden = after(at("/"), async (page) => {
  // On this page alone: the next one reads what is saved.
  await page.route("**/v1/me/preferences", (route) =>
    route.fulfill({ contentType: "application/json", body: route.request().postData() ?? "" }),
  );
  await page.locator(".balance .icon-button").click();
});

/** From the payment that she received, to what is there. */
const firstReceived = (link: string, select: string): ShownScreen["open"] =>
  after(at("/activity"), async (page) => {
    await page
      .locator("a.row", { has: page.locator(".money-in"), hasText: "Bob" })
      .first()
      .click();
    await page.locator(link).click();
    await page.locator(select).waitFor();
  });

const blocked = after(at("/settings/blocked"), async (page) => {
  const dave = { channel: "x", user_id: "1400000000000000104", mode: "block", handle: "dave", name: "Dave" };
  await page.route("**/v1/me/blocks", (route) => route.fulfill({ json: { data: [dave, { ...dave, mode: "mute" }] } }));
  await page.reload();
  await page.locator("main .button-quiet").first().waitFor();
});

/** Two cases, one of which waits for her. */
const reportedCases = (world: World): readonly object[] => {
  const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();
  const person = (handle: string, name: string) => ({ channel: "x", user_id: handle, handle, name });
  const one = {
    ...{ id: "ca_1", intent: world.payments.settled, kind: "not_received", state: "answered", role: "reporter" },
    ...{ side: "payer", waits_for_you: true, deadline: at(20_000), may: ["escalate", "close"] },
    ...{ payer: person("alice", "Alice"), payee: person("bob", "Bob"), amount: 1_299, currency: "EUR" },
    steps: [
      { at: at(10), by: "you", did: "opened", words: "The film was cancelled." },
      { at: at(30), by: "other", did: "replied", words: "I give you the money back on Friday." },
    ],
    ...{ opened_at: at(10), updated_at: at(30) },
  };
  const other = {
    ...{ ...one, id: "ca_2", kind: "wrong_amount", state: "waiting_for_other", role: "other", side: "payee" },
    ...{ payer: person("carol", "Carol"), payee: person("alice", "Alice"), may: ["reply"] },
    steps: [{ at: at(10), by: "other", did: "opened", words: "It was 5 €." }],
  };
  return [one, other];
};

const casePage =
  (place: string, select: string): ShownScreen["open"] =>
  async (world) => {
    const page = await goTo(world.alice, "/settings");
    const data = reportedCases(world);
    await page.route("**/v1/cases", (route) => route.fulfill({ json: { data } }));
    await page.route("**/v1/cases/ca_1", (route) => route.fulfill({ json: data[0] }));
    await page.route("**/v1/cases/ca_2", (route) => route.fulfill({ json: data[1] }));
    await page.evaluate(`location.hash = "#${place}"`);
    await page.locator(select).first().waitFor();
    return page;
  };

/** What the server says of the wallet, as if it were frozen. */
const frozen = after(at("/"), async (page) => {
  const askAgain = () => page.evaluate(`dispatchEvent(new Event("online"))`);
  const [answer] = await Promise.all([page.waitForResponse("**/v1/me"), askAgain()]);
  const me = (await answer.json()) as { readonly wallet: object };
  await page.route("**/v1/me", (route) =>
    route.fulfill({ json: { ...me, wallet: { ...me.wallet, frozen: "debits" } } }),
  );
  await askAgain();
  await page.locator(".banner-bad").waitFor();
});

/** A payout as it is before it is signed; the bank has another spelling of the name. */
const reviewPayout = async (page: Page): Promise<void> => {
  const [iban, name, amount] = ["FR14 2004 1010 0505 0001 3M02 606", "Alice Martn", "12"];
  const fields = page.locator("main input");
  for (const [index, value] of [iban, name, amount].entries()) await fields.nth(index).fill(value);
  await page.locator("main .button-primary").click();
  await page.locator(".banner-warn").waitFor();
};

/** What the server says of a payout that the bank has. */
const sentPayout = after(at("/"), async (page) => {
  const payout = {
    ...{ id: "po_1", amount: 12_00, currency: "EUR", iban: "FR1420041010050500013M02606", name: "Alice Martin" },
    ...{ check: "match", state: "sent", created_at: "2026-11-24T12:00:00.000Z" },
  };
  await page.route("**/v1/payouts/po_1", (route) => route.fulfill({ json: payout }));
  await page.evaluate(`location.hash = "#/bank/out/po_1"`);
  await page.locator("main .banner").waitFor();
});

/** Back from the card, whose provider says that much. */
const topUpAs =
  (state: TopUpView["state"]): ShownScreen["open"] =>
  async ({ alice }) => {
    const page = await goTo(alice, "/");
    const topUp: TopUpView = { id: "tup_1", amount: 2_000, currency: "EUR", state, created_at: "2026-11-24T12:00:00Z" };
    await page.route("**/v1/top-ups/*", (route) => route.fulfill({ json: topUp }));
    await page.evaluate(`location.hash = "#/top-up/tup_1"`);
    await page.locator(".page-centred .button").first().waitFor();
    return page;
  };

export const shownScreens: readonly ShownScreen[] = [
  { name: "welcome", open: ({ stranger }) => Promise.resolve(stranger) },
  { name: "join", open: ({ newcomer }) => Promise.resolve(newcomer) },
  { name: "join-link", open: ({ carol }) => goTo(carol, "/join/link") },
  { name: "join-done", open: ({ carol }) => goTo(carol, "/join/done") },
  { name: "link-failed", open: ({ carol }) => goTo(carol, "/settings/accounts/linking") },
  { name: "set-up", open: ({ carol }) => goTo(carol, "/set-up") },
  { name: "home", open: at("/") },
  { name: "home-offline", open: withoutNetwork },
  { name: "home-hidden", open: hidden },
  { name: "home-frozen", open: frozen },
  { name: "home-new-phone", open: ({ carol }) => goTo(carol, "/") },
  { name: "approve", open: ofPayment("pending") },
  { name: "approve-short", open: ofPayment("short") },
  { name: "approve-unclaimed", open: ofPayment("unclaimed") },
  { name: "checking", open: checking },
  { name: "receipt", open: ofPayment("settled") },
  { name: "failed", open: ofPayment("failed") },
  { name: "held", open: ofPayment("held") },
  { name: "returned", open: ofPayment("returned") },
  { name: "declined", open: ofPayment("declined") },
  { name: "question", open: ofPayment("question") },
  { name: "unknown-payment", open: at("/payments/pi_none") },
  { name: "pay", open: at("/pay") },
  {
    name: "draft",
    open: firstRowOf("/contacts", async (page) => {
      await page.locator("main .button-primary").click();
      await page.waitForURL(/#\/pay\/./);
    }),
  },
  { name: "top-up", open: at("/top-up") },
  { name: "top-up-for", open: (world) => goTo(world.alice, `/top-up/for/${world.payments.short}`) },
  { name: "top-up-waiting", open: topUpAs("processing") },
  { name: "top-up-failed", open: topUpAs("requested") },
  { name: "contacts", open: at("/contacts") },
  { name: "contact", open: firstRowOf("/contacts", (page) => page.locator("[role=switch]").nth(2).waitFor()) },
  { name: "my-page", open: at("/me") },
  { name: "activity", open: at("/activity") },
  { name: "spending", open: at("/spending") },
  { name: "payment", open: firstRowOf("/activity", (page) => page.locator("header.subject").waitFor()) },
  { name: "return", open: firstReceived("a[href*='#/return/']", ".field-amount input") },
  {
    name: "report",
    open: after(
      (world) => goTo(world.alice, `/report/${world.payments.settled}`),
      (page) => page.locator("textarea").waitFor(),
    ),
  },
  { name: "cases", open: casePage("/cases", "main a.row") },
  { name: "case", open: casePage("/cases/ca_1", ".timeline") },
  { name: "case-asked", open: casePage("/cases/ca_2", "textarea") },
  { name: "settings", open: at("/settings") },
  { name: "devices", open: at("/settings/devices") },
  { name: "remove-device", open: after(at("/settings/devices"), (page) => page.locator(".row .button-quiet").click()) },
  { name: "accounts", open: at("/settings/accounts") },
  { name: "blocked", open: blocked },
  { name: "limits", open: after(at("/settings/limits"), (page) => page.locator("main a.row").first().waitFor()) },
  { name: "limit", open: after(at("/settings/limits/day"), (page) => page.locator(".field-amount input").waitFor()) },
  { name: "bank-in", open: after(at("/bank/in"), (page) => page.locator(".qr-code").waitFor()) },
  { name: "pay-out", open: at("/bank/out") },
  { name: "pay-out-review", open: after(at("/bank/out"), reviewPayout) },
  { name: "payout", open: sentPayout },
  { name: "notifications", open: at("/settings/notifications") },
  { name: "privacy", open: at("/settings/privacy") },
  { name: "consents", open: withRows("/settings/privacy/consents") },
  { name: "history", open: withRows("/settings/privacy/history") },
  { name: "terms", open: at("/settings/privacy/terms") },
  {
    name: "close-account",
    open: after(at("/settings/privacy/close"), (page) => page.locator("main .button").waitFor()),
  },
  { name: "statements", open: at("/settings/privacy/statements") },
  { name: "language", open: at("/settings/language") },
  { name: "currency", open: at("/settings/currency") },
  { name: "appearance", open: at("/settings/appearance") },
  { name: "help", open: after(at("/help"), (page) => page.locator("summary").first().click()) },
  { name: "change-pin", open: at("/pin") },
];
