import type { LimitsView } from "../../contracts/http/limits.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import type { Holder } from "../../core/holder/holder.ts";
import { type HolderId, personalWalletIdOf } from "../../core/ids.ts";
import { type WalletBooks, windowsAt } from "../../core/ledger/wallet-books.ts";
import { type Controls, effectiveLimits, levelLimits } from "../../core/limits/controls.ts";
import { takeEffect } from "../../core/limits/change.ts";
import { type Limits, numbersOf } from "../../core/limits/limits.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** So long the app has for a signature; a raise waits from the end of that. */
const signWithinMs = 5 * minuteMs;

/** All that the caller should know of the own limits, with the terms that would change them. */
export const showLimits = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const { known, controls, limits } = await ownLimits(holder, deps);
  const books = await deps.walletBooks(await personalWalletIdOf(holder, EUR));
  const body: LimitsView = {
    level: known?.level ?? "unverified",
    currency: EUR,
    limits: numbersOf(limits),
    level_limits: numbersOf(levelLimits(known, deps.limitRules)),
    used: books ? usedOf(books, deps.clock()) : {},
    time_zone: books?.timeZone ?? deps.limitRules.timeZone,
    ...frozenOf(controls, books),
    pending: controls.pending ? [{ ...controls.pending, limits: numbersOf(controls.pending.limits) }] : [],
    terms: termsOf(holder, deps),
  };
  return { status: 200, body };
};

/** What holds for a person now; what is due counts, whether or not the sweep has come by. */
export const ownLimits = async (
  holder: HolderId,
  { holders, controls: store, limitRules, clock }: ApiDeps,
): Promise<{ readonly known: Holder | undefined; readonly controls: Controls; readonly limits: Limits }> => {
  const [known, stored] = await Promise.all([holders.byId(holder), store.get(holder)]);
  const controls = takeEffect(stored, clock());
  return { known, controls, limits: effectiveLimits(known, controls, limitRules) };
};

/** Spent, in minor units: what the wallet's running windows lack. */
const usedOf = (books: WalletBooks, now: number): LimitsView["used"] =>
  Object.fromEntries(windowsAt(books, now).map(({ name, limit, left }) => [name, Number(limit - left)]));

const frozenOf = ({ frozen }: Controls, books: WalletBooks | undefined): Pick<LimitsView, "frozen"> => {
  if (frozen !== undefined) return { frozen: { what: frozen, by: "owner" } };
  if (books?.state === "frozen_debits") return { frozen: { what: "debits", by: "piaf" } };
  return books?.state === "frozen" ? { frozen: { what: "all", by: "piaf" } } : {};
};

const termsOf = (holder: HolderId, { stage, clock, limitRules }: ApiDeps): LimitsView["terms"] => {
  const lapse = clock() + signWithinMs;
  const common = { v: 1, stage, holder, currency: EUR, expires: instant(lapse) } as const;
  return {
    limit: { ...common, purpose: "limit", effective: instant(lapse + limitRules.raiseDelayMs) },
    unfreeze: { ...common, purpose: "unfreeze" },
  };
};
