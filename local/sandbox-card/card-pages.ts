import { currencyOf } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/money.ts";
import { magicCards } from "./magic-cards.ts";
import type { CardPayment } from "./payment-book.ts";

/** Nothing from elsewhere, nothing inline; the app may show it in a frame. */
export const cardPagePolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'self' http://localhost:* http://*.localhost:*";

const amountOf = ({ amount, currency }: CardPayment): string => {
  const known = currencyOf(currency);
  return known === undefined ? "" : formatMoney({ amount: BigInt(amount), currency: known }, "en");
};

/** Every word in it is ours: nothing that a browser sent is shown again. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Sandbox cards</title>
<link rel="stylesheet" href="/sandbox-card/card.css">
</head>
<body><main>${body}</main></body>
</html>
`;

const cardRow = ({ number, what }: (typeof magicCards)[number]): string =>
  `<li><button name="number" value="${number}">${number}</button> ${what}</li>`;

const declined: Readonly<Record<string, string>> = {
  declined: "The card was declined: try another one.",
  insufficient_funds: "The card has not enough money: try another one.",
  card_expired: "The card has expired: try another one.",
  card_not_accepted: "The card's number or code is not right: check it, or try another one.",
  authentication_failed: "The bank did not hear your consent: try again.",
  provider_error: "The card cannot be charged at the moment: try again.",
};

export const cardForm = (payment: CardPayment): string =>
  page(
    "Pay by card",
    `<h1>Pay ${amountOf(payment)}</h1>
${payment.reason ? `<p role="alert" class="no">${declined[payment.reason] ?? declined["declined"]}</p>` : ""}
<p>A sandbox: no real card works here, and no money is real.</p>
<form method="post">
<label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="23" autofocus>
<button name="pay" value="typed">Pay</button>
</form>
<form method="post"><h2>Cards to try</h2><ul>${magicCards.map(cardRow).join("\n")}</ul></form>`,
  );

export const bankForm = (payment: CardPayment): string =>
  page(
    "Your bank asks",
    `<h1>Your bank asks</h1>
<p>Do you pay ${amountOf(payment)} to Piaf with your card?</p>
<form method="post">
<button name="bank" value="yes">Yes, I pay</button>
<button name="bank" value="no">No</button>
</form>`,
  );

export const donePage = (payment: CardPayment): string =>
  page(
    "Done",
    payment.status === "processing"
      ? `<h1>It takes a while</h1><p role="status">Your bank is still deciding on ${amountOf(payment)}.</p>${back}`
      : `<h1>Paid</h1><p role="status">${amountOf(payment)} is on its way to your wallet.</p>${back}`,
  );

export const unknownPage = (): string => page("Not found", `<h1>There is no such payment</h1>${back}`);

const back = `<p><a href="/app/">Back to the app</a></p>`;

export const stylesheet = `
:root { --accent: light-dark(#0b57d0, #a8c7fa); --ground: light-dark(#fff, #131314); --ink: light-dark(#1f1f1f, #e3e3e3); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; }
label { display: block; font-weight: 600; }
input, button { font: inherit; min-height: 44px; padding: .5rem .75rem; border-radius: .5rem; border: 1px solid var(--accent); }
input { width: 100%; background: transparent; color: inherit; margin-bottom: .5rem; }
button { background: transparent; color: var(--accent); cursor: pointer; }
button[name=pay], button[value=yes] { background: var(--accent); color: var(--ground); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul { list-style: none; padding: 0; } li { margin: .5rem 0; }
.no { border-left: 4px solid light-dark(#b3261e, #f2b8b5); padding-left: .75rem; }
`;
