import { dayMs, hourMs, instant, secondMs } from "../../core/clock.ts";
import { type HolderId, personalWalletIdOf } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import type { Erasure } from "../../core/rights/erasure.ts";
import { erasureSteps } from "./erasure-steps.ts";
import type { EraserDeps } from "./eraser-deps.ts";

/** A page of a step is done well within this. */
const reserveMs = 30 * secondMs;

/** By then proposals have expired, tokens have run out, and what is kept for a day is not read any more. */
const secondPassAfterMs = dayMs + hourMs;

/** Goes on with everybody who is to be erased, as far as the time reaches: what is left is due in the next run, which goes on there. */
export const eraseDue = async (deps: EraserDeps, remainingMs: () => number): Promise<undefined> => {
  for (const holder of await deps.erasures.due(instant(deps.clock()))) {
    if (remainingMs() < reserveMs) return;
    await erase(holder, deps, remainingMs);
  }
};

const erase = async (holder: HolderId, deps: EraserDeps, remainingMs: () => number): Promise<void> => {
  const erasure = await deps.erasures.get(holder);
  if (erasure === undefined) return;
  if (!(await isClosed(erasure, deps))) {
    deps.log.error("erasure_unfounded", new Error("Nothing was erased."), { holder });
    return;
  }
  let { step, cursor } = erasure;
  while (step < erasureSteps.length) {
    cursor = await erasureSteps[step]?.(erasure, deps, cursor);
    if (cursor === undefined) step += 1;
    await deps.erasures.keep({ ...erasure, step, cursor });
    if (remainingMs() < reserveMs) return;
  }
  const now = deps.clock();
  const isLast = erasure.pass === "second";
  await deps.erasures.endPass(
    erasure,
    isLast ? { erasedAt: instant(now) } : { dueAt: instant(now + secondPassAfterMs) },
  );
  deps.log.info("person_erased", { holder, pass: erasure.pass });
};

/** The order is not believed: the ledger's own records must say that the owner has signed this, and that the wallet is closed. */
const isClosed = async ({ holder, request }: Erasure, { walletBooks, evidence }: EraserDeps): Promise<boolean> => {
  const [wallet, signed] = await Promise.all([
    walletBooks(await personalWalletIdOf(holder, EUR)),
    evidence.ofRequest(request),
  ]);
  const { terms } = signed ?? {};
  return wallet?.state === "closed" && terms?.purpose === "close" && terms.holder === holder;
};
