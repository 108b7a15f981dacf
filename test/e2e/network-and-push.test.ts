import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PhoneOptions, setUpWithPasskey } from "../support/phone.ts";
import {
  badgeSet,
  deliverPush,
  shownNotifications,
  subscribesAt,
  touchNotification,
  onLockedPhone,
} from "../support/push-browser.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { until } from "../support/until.ts";
import { useStand } from "../support/stand.ts";

const stand = useStand();
let pushService: PushService;
/** The key that the phones subscribe with. */
let publicKey: string | undefined;

beforeAll(async () => {
  pushService = await startPushService(() => publicKey);
}, 90_000);
afterAll(async () => {
  await pushService.stop();
});

const open = async (handle: string, options: Partial<PhoneOptions> = {}): Promise<Page> =>
  (await stand.open(handle, { passkeys: true, ...options })).page;

const tokenOf = async (handle: string): Promise<string> =>
  (await stand.piaf.identity.tokensFor(handle, { nonce: "of no use" })).accessToken;

describe("a closed phone", () => {
  it("is told of a payment without amount or name, leads to it when touched, and is told nothing after signing out", async () => {
    const receiver = pushService.subscribe();
    const page = await open("alice", { serviceWorker: true, prepare: subscribesAt(receiver) });
    await setUpWithPasskey(page);
    await page.evaluate(`navigator.serviceWorker.ready.then(() => 0)`);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: /^Notifications/ }).click();
    publicKey = await until("the key of push messages", async () => {
      return (await stand.piaf.call({ path: "/v1/me", token: await tokenOf("alice") })).body["push"]?.["public_key"];
    });
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByText("This phone tells you when the app is closed.").waitFor();

    await stand.piaf.post({ as: "alice", text: "@piaf pay 9€ @bob for the secret present" });
    const [push] = await until("a push message", () => receiver.received.length > 0 && receiver.received);
    expect(push?.message).toEqual({ kind: "to_approve", intent: expect.stringMatching(/^pi_/), language: "en" });
    const worker = await onLockedPhone(page);
    await deliverPush(page, push!.message);
    const shown = await until("a notification", async () => {
      const all = await shownNotifications(worker);
      return all.length > 0 && all;
    });
    expect(shown).toEqual([{ title: "A payment waits for your approval", body: "" }]);

    expect(await badgeSet(worker)).toBe(1);
    await touchNotification(worker);
    await page.getByRole("button", { name: "Approve €9.00" }).waitFor();
    await until("the notification is gone", async () => (await shownNotifications(worker)).length === 0);

    await page.goBack();
    await page.getByRole("switch", { name: "Show amount and name" }).click();
    await stand.piaf.post({ as: "alice", text: "@piaf pay 8€ @bob for the cake" });
    const [, detailed] = await until("another", () => receiver.received.length > 1 && receiver.received);
    expect(detailed?.message.details).toEqual({ amount: 800, currency: "EUR", name: "Bob" });

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await page.evaluate(`localStorage.getItem("test.push-subscription")`)).toBeNull();

    // Another phone of hers is told, this one is not.
    const other = pushService.subscribe();
    const body = { ...other.subscription, language: "en" };
    await stand.piaf.call({ method: "POST", path: "/v1/me/push-subscriptions", token: await tokenOf("alice"), body });
    await stand.piaf.post({ as: "alice", text: "@piaf pay 7€ @bob for tea" });
    await until("the other phone", () => other.received.length > 0);
    expect([receiver.received.length, pushService.refused]).toEqual([2, []]);
  });
});

/** The request reaches the server, whatever becomes of its answer. */
const arrives = async (route: Route): Promise<void> => {
  const request = route.request();
  const { authorization = "" } = request.headers();
  await fetch(`${stand.piaf.url}${new URL(request.url()).pathname}`, {
    method: request.method(),
    headers: { authorization, "content-type": "application/json" },
    body: request.postData(),
  });
};

const losesTheAnswer = async (route: Route): Promise<void> => {
  await arrives(route);
  await route.abort("connectionreset");
};

const sendsTwice = async (route: Route): Promise<void> => {
  await arrives(route);
  await route.continue();
};

describe("a network that cannot be relied on", () => {
  it("pays once when an answer is lost, a request comes twice, or the answer is slow and the button is tapped twice", async () => {
    const page = await open("bob");
    await setUpWithPasskey(page);
    const available = async (): Promise<unknown> =>
      (await stand.piaf.call({ path: "/v1/me", token: await tokenOf("bob") })).body["wallet"]?.["available"];
    const before = Number(await available());
    const openPayment = async (euros: number): Promise<void> => {
      await page.evaluate(`location.hash = "#/"`);
      await stand.piaf.post({ as: "bob", text: `@piaf pay ${euros}€ @carol for tea` });
      await page.getByRole("link", { name: new RegExp(`€${euros}.00 to Carol`) }).click();
    };
    const approve = (euros: number) => page.getByRole("button", { name: `Approve €${euros}.00` });
    const paid = page.getByRole("heading", { name: "Paid" });
    for (const [euros, happens] of [
      [1, losesTheAnswer],
      [2, sendsTwice],
    ] as const) {
      await openPayment(euros);
      await page.route("**/approve", happens, { times: 1 });
      await approve(euros).click();
      await paid.waitFor();
    }
    await openPayment(3);
    const held = Promise.withResolvers<undefined>();
    await page.route("**/approve", async (route) => {
      await held.promise;
      await route.continue();
    });
    await approve(3).dblclick();
    await page.getByText("Checking…").waitFor();
    held.resolve(undefined);
    await paid.waitFor();
    await until("all is paid, and once", async () => (await available()) === before - 600);
    expect(await page.getByText(/Not paid|failed/i).count()).toBe(0);
  });

  it("keeps what was listed while nothing answers, says so, and goes on by itself afterwards", async () => {
    const page = await open("carol");
    await page.getByRole("heading", { name: "Carol" }).waitFor();
    await stand.piaf.post({ as: "carol", text: "@piaf pay 4€ @bob for bread" });
    const waiting = page.getByRole("link", { name: /€4.00 to Bob/ });
    await waiting.waitFor();
    await page.route("**/v1/**", (route) => route.fulfill({ status: 503, body: "<html>" }));
    await page.evaluate(`dispatchEvent(new Event("online"))`);
    await page.getByText(/^No connection/).waitFor();
    expect(await waiting.count()).toBe(1);
    await page.unroute("**/v1/**");
    await page.evaluate(`dispatchEvent(new Event("online"))`);
    await page.getByText(/^No connection/).waitFor({ state: "detached" });
    await stand.piaf.post({ as: "carol", text: "@piaf pay 5€ @bob for butter" });
    await page.getByRole("link", { name: /€5.00 to Bob/ }).waitFor();
  });
});
