import { type Clock, epochMs, hourMs, instant, type Instant } from "../clock.ts";
import type { Currency } from "../money/currency.ts";
import type { Money } from "../money/money.ts";
import type { PaymentKey } from "./holder.ts";

/** So long a key that a sign-in alone has added to an account signs small amounts only: time for its owner to see the alert. */
const reducedForMs = 72 * hourMs;

/** The most that such a key pays at once, in minor units; nothing in a currency that is not named here. */
const reducedLimits: Readonly<Record<string, bigint>> = { EUR: 5_000n };

const reducedLimit = (currency: Currency): bigint => reducedLimits[currency] ?? 0n;

export const reducedUntil = (clock: Clock): Instant => instant(clock() + reducedForMs);

/** Whether the key still signs small amounts only. */
export const isReduced = ({ reducedUntil: until }: PaymentKey, clock: Clock): boolean =>
  until !== undefined && epochMs(until) > clock();

/** Whether a key may sign a payment of so much now. */
export const withinLimit = (key: PaymentKey, total: Money, clock: Clock): boolean =>
  !isReduced(key, clock) || total.amount <= reducedLimit(total.currency);
