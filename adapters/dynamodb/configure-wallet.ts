import type { WalletId } from "../../core/ids.ts";
import { configureWallet } from "../../core/ledger/configure-wallet.ts";
import type { ConfigureOutcome, WalletSettings } from "../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../core/ledger/wallet-books.ts";
import { number, text } from "./attributes.ts";
import { createExpression, type Expression } from "./expression.ts";
import { type LedgerParts, LedgerUnavailableError } from "./ledger-parts.ts";
import { backOff } from "./pace.ts";
import { readWhole } from "./shards.ts";
import { transact } from "./transact.ts";
import { type StoredSlot, type StoredWallet, windowNames } from "./wallet-item.ts";

/** A wallet under fire has to be frozen all the same: it is tried often, with short waits, until there is a gap. */
const patience = 200;

/**
 * Writes new settings over the wallet and its shards in one transaction. `guards` goes up with each change: a payment that
 * was judged by the settings before is not written any more.
 */
export const configureStoredWallet = async (
  parts: LedgerParts,
  id: WalletId,
  settings: WalletSettings,
): Promise<ConfigureOutcome> => {
  for (let attempt = 1; attempt <= patience; attempt += 1) {
    const whole = await readWhole(parts, id);
    if (whole === undefined) return { status: "refused", reason: "wallet_unknown" };
    const { wallet, shards } = whole;
    const sharded = shards.length === 0 ? undefined : shards.reduce((sum, { available }) => sum + available, 0n);
    const next = configureWallet(wallet, settings, { now: parts.clock(), sharded });
    if (!next.ok) return { status: "refused", reason: next.fault };
    if (next.value === wallet) return { status: "configured" };
    const base = settingsUpdate(parts, { wallet, next: next.value, settings });
    const others = shards.map((shard) => shardUpdate(parts, { wallet, shard, closes: settings.state === "closed" }));
    const result = await transact(parts.client, [base, ...others]);
    if (result.kind === "committed") return { status: "configured" };
    await backOff(parts.pace, result.kind === "refused" ? "conflict" : result.kind, 1);
  }
  throw new LedgerUnavailableError("The wallet was busy all the time: call again.");
};

type Change = { readonly wallet: StoredWallet; readonly next: WalletBooks; readonly settings: WalletSettings };

const settingsUpdate = ({ tables }: LedgerParts, { wallet, next, settings }: Change) => {
  const update = createExpression();
  raiseGuards(update, wallet);
  // With all of its shards: one that was made meanwhile would keep the guards of before, for ever.
  update.require("shards", "=", number(wallet.shards));
  update.set("state", text(next.state));
  update.set("floor", number(next.floor));
  if (settings.limits !== undefined) writeWindows(update, { wallet, next });
  if (settings.ceiling !== undefined) {
    if (next.room === undefined) update.remove("room");
    else update.set("room", number(next.room));
  }
  if (settings.ceiling !== undefined || settings.state === "closed") {
    // Over the very balance that it was judged by.
    update.require("available", "=", number(wallet.available));
    update.require("held", "=", number(wallet.held));
  }
  return update.build({ table: tables.wallets, key: { id: text(wallet.id) } });
};

const raiseGuards = (update: Expression, wallet: StoredWallet): void => {
  update.set("guards", number(wallet.guards + 1));
  update.require("guards", "=", number(wallet.guards));
};

/** Over the very windows that were read: what was spent in them stays spent. */
const writeWindows = (update: Expression, { wallet, next }: Pick<Change, "wallet" | "next">): void => {
  if (next.timeZone === undefined) update.remove("timeZone");
  else update.set("timeZone", text(next.timeZone));
  if (next.paymentLimit === undefined) update.remove("paymentLimit");
  else update.set("paymentLimit", number(next.paymentLimit));
  for (const name of windowNames) {
    const [before, after] = [wallet, next].map(({ windows }) => windows.find((window) => window.name === name));
    if (before !== undefined) {
      update.require(name, "=", text(before.date));
      update.require(`${name}Left`, "=", number(before.left));
    }
    if (after !== undefined) {
      update.set(name, text(after.date));
      update.set(`${name}Left`, number(after.left));
      update.set(`${name}Limit`, number(after.limit));
    } else if (before !== undefined) {
      for (const attribute of [name, `${name}Left`, `${name}Limit`]) update.remove(attribute);
    }
  }
};

const shardUpdate = (
  { tables }: LedgerParts,
  { wallet, shard, closes }: { readonly wallet: StoredWallet; readonly shard: StoredSlot; readonly closes: boolean },
) => {
  const update = createExpression();
  raiseGuards(update, wallet);
  if (closes) update.require("available", "=", number(shard.available));
  return update.build({ table: tables.wallets, key: { id: text(shard.item) } });
};
