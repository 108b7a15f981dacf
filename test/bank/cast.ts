import type { WalletId } from "../../core/ids.ts";
import type { NewWallet, WalletKind, WalletSettings } from "../../core/ledger/ledger.ts";
import { type Currency, EUR } from "../../core/money/currency.ts";

const USD = "USD" as Currency;

/** A wallet of the bank, with the settings that it has from the first day and keeps. */
export type BankWallet = NewWallet & { readonly settings?: WalletSettings };

const wallet = (name: string, kind: WalletKind, more: Partial<BankWallet> = {}): BankWallet => ({
  id: `wal_${name}` as WalletId,
  kind,
  currency: EUR,
  owner: `hol_${name}`,
  ...more,
});

const settingsOf: Readonly<Record<number, WalletSettings>> = {
  1: { limits: { timeZone: "Europe/Paris", day: 20_000n, month: 300_000n } },
  2: { limits: { timeZone: "Asia/Tokyo", day: 10_000n } },
  3: { limits: { timeZone: "America/Los_Angeles", month: 100_000n } },
  4: { ceiling: 30_000n },
  5: { floor: -5_000n },
};

/** Enough that all meet all the time: the fewer the wallets, the more often two payments touch the same. */
export const createCast = () => {
  const people = Array.from({ length: 16 }, (_none, index) => {
    const settings = settingsOf[index];
    return wallet(`person${index}`, "personal", settings === undefined ? {} : { settings });
  });
  const strangers = Array.from({ length: 3 }, (_none, index) =>
    wallet(`stranger${index}`, "personal", { currency: USD }),
  );
  const funding = { [EUR]: wallet("funding", "system"), [USD]: wallet("funding_usd", "system", { currency: USD }) };
  /** Everybody pays it, and it pays out. */
  const shop = wallet("shop", "merchant");
  /** Everybody pays it, and it only receives: what is seen of it never becomes less. */
  const charity = wallet("charity", "association");
  /** Frozen, thawed, and at last closed, while payments arrive. */
  const suspects = Array.from({ length: 2 }, (_none, index) => wallet(`suspect${index}`, "personal"));
  const all = [...people, ...strangers, ...Object.values(funding), shop, charity, ...suspects];
  return { people, strangers, funding, shop, charity, suspects, all, byId: new Map(all.map((one) => [one.id, one])) };
};

export type Cast = ReturnType<typeof createCast>;
export const nobody = "wal_nobody" as WalletId;
