import { EUR } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/money.ts";
import type { Booking } from "./bank-account.ts";

export const bankPagePolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' http://localhost:* http://*.localhost:*";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);

const rowOf = ({ reference, direction, cents, name = "", text = "", return_reason: returned }: Booking): string =>
  `<li>${reference} ${direction === "credit" ? "+" : "−"}${formatMoney({ amount: BigInt(cents), currency: EUR }, "en")} ` +
  `${escaped(name)} ${escaped(text)}${returned === undefined ? "" : ` (came back: ${escaped(returned)})`}</li>`;

/** The account's page: make a transfer into it, see what was booked. */
export const bankPage = (bookings: readonly Booking[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox bank</title>
<link rel="stylesheet" href="/sandbox-card/card.css">
</head>
<body><main>
<h1>Sandbox bank</h1>
<p>No money is real here. Transfer some to Piaf's account, with the reference that the app shows:</p>
<form method="post">
<label for="reference">Reference</label><input id="reference" name="reference" autocomplete="off" maxlength="140">
<label for="name">Your name</label><input id="name" name="name" autocomplete="off" maxlength="70" value="Somebody">
<label for="amount">Euros</label><input id="amount" name="amount" inputmode="decimal" autocomplete="off" maxlength="9" value="25.00">
<button name="pay" value="yes">Transfer</button>
</form>
<h2>Bookings, the last first</h2>
<ul>${bookings.toReversed().map(rowOf).join("\n")}</ul>
</main></body>
</html>
`;
