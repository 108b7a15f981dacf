import type { Clock } from "../../../core/clock.ts";
import type { Store } from "../store.ts";
import { shelvesOf, type WalletState } from "../wallet/state.ts";

/** Keeps the number on the app's icon at how many payments wait for approval. Returns the end of it, which clears it. */
export const followBadge = (store: Store<WalletState>, clock: Clock): (() => void) => {
  let shown = 0;
  const show = (count: number): void => {
    if (count === shown) return;
    shown = count;
    // Not every browser has badges, and some refuse them.
    const { setAppBadge } = navigator as Partial<Pick<Navigator, "setAppBadge">>;
    void setAppBadge?.call(navigator, count).catch(() => undefined);
  };
  const unsubscribe = store.subscribe(() => show(shelvesOf(store.get(), clock()).toApprove.length));
  return () => {
    unsubscribe();
    show(0);
  };
};
