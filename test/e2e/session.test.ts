import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { storedBy } from "../support/page-storage.ts";
import { type PhoneOptions, setUpWithPasskey } from "../support/phone.ts";
import { until } from "../support/until.ts";
import { useStand } from "../support/stand.ts";

const stand = useStand();
/** What no page may do in any of these journeys: ask another origin, or be stopped by its own policy. */
const foreign: string[] = [];
const violations: string[] = [];

const watch = (context: BrowserContext, handle: string): void => {
  const own = `http://${handle}.localhost:${stand.piaf.port}/`;
  context.on("request", (request) => {
    if (!request.url().startsWith(own)) foreign.push(request.url());
  });
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
};

const open = async (handle: string, options: Partial<PhoneOptions> = {}): Promise<Page> => {
  const prepare = async (context: BrowserContext): Promise<void> => {
    watch(context, handle);
    await options.prepare?.(context);
  };
  return (await stand.open(handle, { passkeys: true, ...options, prepare })).page;
};

/** Paths that the page asks for from now on. */
const asked = (page: Page): string[] => {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
};

/** The tokens that the provider gives this page, but for an answer that the page is left with: none can read that then. */
const tokensGiven = (page: Page): string[] => {
  const tokens: string[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith("/oidc/token")) return;
    const read = (body: Record<string, string>) =>
      tokens.push(...["access_token", "refresh_token", "id_token"].flatMap((name) => body[name] ?? []));
    response.json().then(read, () => undefined);
  });
  return tokens;
};

/** Runs before the app does. */
const inEachPage =
  (script: string) =>
  async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(script);
  };

const idle = (page: Page) => page.getByText("Nothing to approve");

describe("a session", () => {
  it("is there again after a reload, without the provider's page; what is kept of it is sealed", async () => {
    const page = await open("carol");
    const tokens = tokensGiven(page);
    await setUpWithPasskey(page);
    const paths = asked(page);
    await page.reload();
    await idle(page).waitFor();
    await until("a renewal", () => paths.includes("/oidc/token"));
    expect(paths.filter((path) => path.startsWith("/oidc/"))).toEqual(["/oidc/token"]);
    await until("the reading is kept", async () => (await storedBy(page)).names.includes("reading"));
    const { text, names, keys, extractableKeys } = await storedBy(page);
    expect(names).toContain("session");
    expect(keys).toBe(1);
    expect(tokens.length).toBeGreaterThanOrEqual(3);
    expect(tokens.filter((token) => text.includes(token) || text.includes(token.slice(-40)))).toEqual([]);
    expect(text).not.toContain("Carol");
    expect(extractableKeys).toBe(0);
  });

  it("shows what can approve payments, and takes a key away when that is confirmed", async () => {
    const page = await open("bob");
    await setUpWithPasskey(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Payment keys" }).click();
    const how = page.getByText("After signing in");
    await how.waitFor();
    await page.getByRole("link", { name: "Add a key on this phone" }).waitFor();
    await page.getByRole("button", { name: /^Remove / }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await how.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Set up this phone" }).waitFor();
  });

  it("lets two tabs renew in turn, and ends in both", async () => {
    const page = await open("carol");
    await page.getByText("Nothing to approve").or(page.getByText("Set up this phone")).first().waitFor();
    const other = await page.context().newPage();
    await Promise.all([other.goto(page.url()), page.reload()]);
    const gone = asked(page);
    await Promise.all([other.reload(), page.reload()]);
    await Promise.all([page, other].map((tab) => tab.getByRole("link", { name: "Settings" }).click()));
    expect(gone).not.toContain("/oidc/auth");
    await other.getByRole("button", { name: "Sign out" }).click();
    await Promise.all([page, other].map((tab) => tab.getByRole("button", { name: "Sign in" }).waitFor()));
    const { names } = await storedBy(page);
    expect(names).not.toContain("session");
    expect(names).not.toContain("reading");
  });

  it("that ends in the middle of an approval is renewed, or signed in anew; what was signed arrives once", async () => {
    const page = await open("alice");
    const tokens = tokensGiven(page);
    await setUpWithPasskey(page);
    const refused = async (times: number): Promise<void> => {
      await page.route("**/approve", (route) => route.fulfill({ status: 401, body: "{}" }), { times });
    };
    const approve = async (euros: number): Promise<void> => {
      await stand.piaf.post({ as: "alice", text: `@piaf pay ${euros}€ @bob for tea` });
      await page.getByRole("link", { name: new RegExp(`€${euros}.00 to Bob`) }).click();
      await page.getByRole("button", { name: `Approve €${euros}.00` }).click();
      await page.getByRole("heading", { name: "Paid" }).waitFor();
    };
    const paths = asked(page);
    await refused(1);
    await approve(3);
    expect(paths.filter((path) => path.startsWith("/oidc/"))).toEqual(["/oidc/token"]);
    expect(paths.filter((path) => path.endsWith("/approve"))).toHaveLength(2);

    const newest = tokens.findLast((token) => !token.includes(".")) ?? "";
    const body = new URLSearchParams({ client_id: "piaf-app", token: newest });
    expect((await fetch(`${stand.piaf.url}/oidc/token/revocation`, { method: "POST", body })).status).toBe(200);
    await page.evaluate(`location.hash = "#/"`);
    await refused(1);
    await approve(4);
    expect(paths).toContain("/oidc/auth");
    expect(paths.filter((path) => path.endsWith("/approve"))).toHaveLength(4);
    await page.evaluate(`location.hash = "#/"`);
    await page.getByText("€93.00").first().waitFor();
  });

  it("is there for what another app shares, which opens as a draft", async () => {
    const page = await open("bob");
    await page.getByRole("heading", { name: "Bob" }).waitFor();
    const shared = new URLSearchParams({ text: "pay @carol 5€ for tea" });
    await page.goto(new URL(`/app/share?${shared}`, page.url()).href);
    await page.getByText("@carol").first().waitFor();
    expect(await page.getByLabel("Amount").inputValue()).toMatch(/^5([.,]00)?$/);
    expect(await page.getByLabel("What for").inputValue()).toBe("for tea");
    const { pathname, hash } = new URL(page.url());
    expect(pathname).toBe("/app/");
    expect(hash).toMatch(/^#\/pay/);
  });

  it("needs no storage beyond the tab's", async () => {
    const refuse = `
      indexedDB.open = () => { throw new DOMException("refused", "SecurityError"); };
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });`;
    const page = await open("bob", { prepare: inEachPage(refuse) });
    await setUpWithPasskey(page);
    const paths = asked(page);
    await page.reload();
    await idle(page).waitFor();
    await page.getByText(/^This browser does not let Piaf keep anything/).waitFor();
    expect(paths).toContain("/oidc/auth");
  });

  it.each([1, -1])("does not mind a phone whose clock is wrong by %d day", async (days) => {
    const wrong = `{
      const real = Date;
      const byMs = ${days} * 86_400_000;
      globalThis.Date = class extends real {
        constructor(...parts) { parts.length === 0 ? super(real.now() + byMs) : super(...parts); }
        static now() { return real.now() + byMs; }
      };
    }`;
    const page = await open("bob", { prepare: inEachPage(wrong) });
    await page.getByRole("heading", { name: "Bob" }).waitFor();
    const paths = asked(page);
    await page.reload();
    await page.getByRole("heading", { name: "Bob" }).waitFor();
    await stand.piaf.post({ as: "bob", text: "@piaf pay 2€ @carol for tea" });
    await page
      .getByRole("link", { name: /€2.00 to Carol/ })
      .first()
      .click();
    await page.getByText(/, today at /).waitFor();
    expect(paths).not.toContain("/oidc/auth");
  });
});

describe("without a network", () => {
  it("the app opens, and shows what it last read", async () => {
    const page = await open("alice", { serviceWorker: true });
    await page.getByRole("heading", { name: "Alice" }).waitFor();
    await until("the app is kept", async () =>
      page.evaluate<boolean>(`navigator.serviceWorker.ready.then(async () => (await caches.keys()).length === 1)`),
    );
    await until("a first reading is kept", async () => (await storedBy(page)).names.includes("reading"));
    const before = (await storedBy(page)).text;
    await stand.piaf.post({ as: "alice", text: "@piaf pay 6€ @carol for cake" });
    const waiting = page.getByRole("link", { name: /€6.00 to Carol/ });
    await waiting.waitFor();
    // Sealed, it can only be seen to be another one.
    await until("the reading with the payment is kept", async () => (await storedBy(page)).text !== before);
    await page.context().setOffline(true);
    await page.reload();
    await waiting.waitFor();
    await page.getByText("€93.00").first().waitFor();
    await page.getByText(/^No connection. You see what was known today at /).waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^No connection/).waitFor({ state: "detached" });
  });

  it("a new version waits until nothing is lost by it, then comes with the next page", async () => {
    const worker = await fetch(`${stand.piaf.url}/app/sw.js`);
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    const page = await open("carol", { serviceWorker: true });
    await page.getByText("Set up this phone").or(idle(page)).first().waitFor();
    await page.evaluate(`navigator.serviceWorker.ready.then(() => 0)`);
    // Under another address the same worker is another version.
    await page.evaluate(`navigator.serviceWorker.register("/app/sw.js?next", { scope: "/app/" }).then(() => 0)`);
    await until("the next version waits", () =>
      page.evaluate<boolean>(`navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)`),
    );
    await page.evaluate(`window.ofBefore = true`);
    await page.evaluate(`document.body.append(Object.assign(document.createElement("input"), { value: "half" }))`);
    await page.getByRole("link", { name: "Activity" }).click();
    await page.getByRole("heading", { name: "Activity" }).waitFor();
    expect(await page.evaluate(`window.ofBefore`)).toBe(true);
    await page.evaluate(`document.querySelector("body > input").remove()`);
    await page.getByRole("link", { name: "Settings" }).click();
    await until("the next version", () => page.evaluate<boolean>(`window.ofBefore === undefined`).catch(() => false));
    await page.getByRole("heading", { name: "Settings" }).waitFor();
  });
});

describe("a change", () => {
  it("is shown within a second by the server's word: the app asks by itself every half minute only", async () => {
    const page = await open("bob");
    await page.getByRole("heading", { name: "Bob" }).waitFor();
    let askedAt = performance.now();
    page.on("request", () => (askedAt = performance.now()));
    await until("the app to listen, and to stop asking", () => performance.now() - askedAt > 1_500);
    const posted = performance.now();
    await stand.piaf.post({ as: "bob", text: "@piaf pay €3.21 to @carol for a quick answer" });
    await page.getByRole("link", { name: /€3\.21 to Carol/ }).waitFor();
    expect(performance.now() - posted).toBeLessThan(1_000);
  });
});

describe("all of these journeys", () => {
  it("asked no other origin, and broke no rule of the app's policy", () => {
    expect(foreign).toEqual([]);
    expect(violations).toEqual([]);
  });
});
