import type { Instant } from "../clock.ts";
import type { Currency } from "../money/currency.ts";

/** One entry of a statement, as the API tells it. Minor units, always positive: `direction` says which way it went. */
export type StatementEntry = {
  readonly transfer: string;
  readonly direction: "debit" | "credit";
  readonly amount: number;
  readonly currency: string;
  readonly code: string;
  readonly posted_at: Instant;
  readonly other: {
    readonly name: string;
    readonly handle?: string | undefined;
    readonly channel?: string | undefined;
  };
  readonly note?: string | undefined;
  readonly post?: { readonly text: string } | undefined;
};

/** What moved in a wallet between two moments. `opening` and all entries make `closing`, to the cent. */
export type Statement = {
  /** "2026-11", in the time zone of the wallet. */
  readonly month: string;
  readonly time_zone: string;
  /** Included. */
  readonly from: Instant;
  /** Not included. Earlier than the month's end while that is still to come. */
  readonly to: Instant;
  readonly wallet: string;
  readonly name: string;
  readonly currency: Currency;
  /** Minor units, reservations included. */
  readonly opening: number;
  readonly closing: number;
  /** Oldest first. */
  readonly entries: readonly StatementEntry[];
};

/** What an entry does to its wallet, in minor units. */
export const signedAmount = ({ direction, amount }: Pick<StatementEntry, "direction" | "amount">): bigint =>
  direction === "credit" ? BigInt(amount) : -BigInt(amount);
