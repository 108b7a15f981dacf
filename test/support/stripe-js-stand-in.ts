import type { Page, Route } from "playwright-core";

/** What the bank and Stripe do with a card, as with Stripe's own test numbers. */
export const stripeCards = {
  charged: "4242 4242 4242 4242",
  asked: "4000 0025 0000 3155",
  declined: "4000 0000 0000 0002",
} as const;

export type StripeJsStandIn = {
  /** The client secret of each payment that was charged. */
  readonly charged: string[];
  /** The bodies of all that went to Stripe's API. */
  readonly told: string[];
  /** What the page gave to `Stripe()`: the publishable key and the options. */
  readonly opened: unknown[];
};

/**
 * Stripe's script, its frames and its API, at Stripe's own addresses, as far as the app uses them: the fields are in a
 * frame of Stripe's, which alone sends what is typed; a bank's question is a frame above the page.
 */
export const servesStripeJs = async (page: Page): Promise<StripeJsStandIn> => {
  const seen: StripeJsStandIn = { charged: [], told: [], opened: [] };
  const html = (body: string) => (route: Route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="en"><title>Stripe</title>${body}` });
  await page.exposeFunction("stripeStandInOpened", (given: unknown) => void seen.opened.push(given));
  await page.route(/^https:\/\/js\.stripe\.com\/[a-z]+\/stripe\.js/, (route) =>
    route.fulfill({ contentType: "text/javascript", body: script }),
  );
  await page.route("https://js.stripe.com/v3/card.html*", html(cardFrame));
  await page.route("https://hooks.stripe.com/3d_secure_2*", html(bankFrame));
  await page.route("https://api.stripe.com/v1/**", async (route) => {
    const headers = { "access-control-allow-origin": "https://js.stripe.com" };
    const body = route.request().postData() ?? "";
    const form = new URLSearchParams(body);
    seen.told.push(body);
    const number = form.get("payment_method_data[card][number]");
    const asks = number === stripeCards.asked && !form.has("authenticated");
    if (number === stripeCards.declined || form.get("authenticated") === "no")
      return route.fulfill({
        status: 402,
        headers,
        json: { error: number === stripeCards.declined ? declined : refused },
      });
    if (!asks) seen.charged.push(form.get("client_secret") ?? "");
    return route.fulfill({ headers, json: { status: asks ? "requires_action" : "succeeded" } });
  });
  return seen;
};

const declined = { type: "card_error", code: "card_declined", message: "Your card was declined." };
const refused = {
  type: "invalid_request_error",
  code: "payment_intent_authentication_failure",
  message: "We are unable to authenticate your payment method.",
};

const script = `window.Stripe = Object.assign((key, options) => {
  stripeStandInOpened({ key, options });
  const ask = (frame, message) => new Promise((resolve) => {
    const listen = ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", listen);
      resolve(data);
    };
    addEventListener("message", listen);
    frame.contentWindow.postMessage(message, "*");
  });
  const frameAt = (address, title) => Object.assign(document.createElement("iframe"), { src: address, title });
  const askBank = async () => {
    const above = frameAt("https://hooks.stripe.com/3d_secure_2", "Bank");
    const loaded = new Promise((resolve) => (above.onload = resolve));
    above.style.cssText = "position:fixed;inset:0;width:100%;height:100%";
    document.body.append(above);
    await loaded;
    const answer = await ask(above, "ask");
    above.remove();
    return answer;
  };
  return {
    elements: ({ clientSecret }) => {
      const frame = frameAt("https://js.stripe.com/v3/card.html", "Secure payment input frame");
      return {
        create: (type) => ({ mount: (place) => type === "payment" && place.append(frame) }),
        confirm: (authenticated) => ask(frame, { clientSecret, authenticated }),
      };
    },
    confirmPayment: async ({ elements, redirect, confirmParams }) => {
      if (redirect !== "if_required" || !confirmParams.return_url) throw new Error("confirmPayment was called otherwise");
      let answer = await elements.confirm();
      if (answer.status === "requires_action") answer = await elements.confirm(await askBank());
      return answer.error ? { error: answer.error } : { paymentIntent: answer };
    },
    _registerWrapper: () => undefined,
  };
}, { version: "endive" });`;

const cardFrame = `<label>Card number <input></label><script>
  addEventListener("message", async ({ source, data: { clientSecret, authenticated } }) => {
    const body = new URLSearchParams({
      client_secret: clientSecret,
      "payment_method_data[card][number]": document.querySelector("input").value,
      ...(authenticated && { authenticated }),
    });
    const answer = await fetch("https://api.stripe.com/v1/payment_intents/confirm", { method: "POST", body });
    source.postMessage(await answer.json(), "*");
  });
</script>`;

const bankFrame = `<button value="yes">Complete authentication</button><button value="no">Fail authentication</button><script>
  addEventListener("message", ({ source }) => {
    for (const button of document.querySelectorAll("button"))
      button.onclick = () => source.postMessage(button.value, "*");
  });
</script>`;
