import type { WalletId } from "../../core/ids.ts";
import type { WalletSettings, WalletState } from "../../core/ledger/ledger.ts";
import type { Bank } from "./bank.ts";
import { callBalance, callConfigure, type Caller, callPost } from "./calls.ts";
import type { BankWallet } from "./cast.ts";
import { startLife } from "./instance.ts";
import type { World } from "./world.ts";

/** Even in a storm, and however often its process dies, nothing takes so many tries. */
const mostTries = 500;

/** Calls again until there is an answer: what is not known is never taken for done. */
export const until = async <Answer>(world: World, call: () => Promise<Answer | undefined>): Promise<Answer> => {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const answer = await call();
    if (answer !== undefined) return answer;
    await world.time.sleep(100);
  }
  throw new Error("A call gets no answer, however often it is tried.");
};

/** Alone changes what wallets may do: freezes them and thaws them while payments go on, and closes one in the end. */
export const runOfficer = async (bank: Bank): Promise<void> => {
  const { world, cast } = bank;
  const random = world.random.fork("officer");
  const [suspect, leaving] = cast.suspects as [BankWallet, BankWallet];
  const caller = () => ({ client: "officer", life: startLife(world, random.fork(`life ${bank.history.length()}`)) });
  const set = async (wallet: WalletId, settings: WalletSettings): Promise<boolean> => {
    const { answer } = await until(world, () => callConfigure(bank, caller(), { wallet, settings }));
    return answer?.status === "configured";
  };
  const states: readonly WalletState[] = ["frozen", "open", "frozen_debits", "open", "open"];
  for (let hasLeft = false; !bank.isEnough();) {
    const wallet = random.chance(0.3) || hasLeft ? (cast.people[random.below(3)] ?? suspect) : suspect;
    await set(wallet.id, { state: random.pick(states as [WalletState, ...WalletState[]]) });
    if (!hasLeft && bank.progress() > 0.5) {
      await empty(bank, caller, leaving);
      hasLeft = await set(leaving.id, { state: "closed" });
    }
    await world.time.sleep(random.between(10, random.chance(0.05) ? 2 * world.restMs : 400));
  }
};

/** Pays out what is there: more may come in before the wallet is closed. */
const empty = async (bank: Bank, caller: () => Caller, wallet: BankWallet): Promise<void> => {
  const { answer } = await until(bank.world, () => callBalance(bank, caller(), wallet.id));
  if (answer === undefined || answer.available === 0n) return;
  const { book, cast } = bank;
  const id = book.freshId();
  const sides = { debit: wallet.id, credit: cast.shop.id, amount: answer.available, currency: wallet.currency };
  const request = book.write({ transfers: [{ id, version: 1, ...sides, code: "payment", ref: "leaving" }] });
  await until(bank.world, () => callPost(bank, caller(), [request]));
};
