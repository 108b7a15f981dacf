import type { Turn } from "./access.ts";

const name = "piaf.session";

/** For the session. */
export const inTurnAmongTabs: Turn = (work) => inTurnOver(name)(work);

/**
 * One at a time among all tabs, over what has that name: by a lock of the browser; where it has none, or refuses it with
 * its storage, the tabs share nothing to fight over.
 */
export const inTurnOver =
  (what: string): Turn =>
  async (work) => {
    const locks = (navigator as { readonly locks?: LockManager }).locks;
    if (locks === undefined) return work();
    let begun: ReturnType<typeof work> | undefined;
    try {
      return (await locks.request(what, () => (begun = work()))) as Awaited<ReturnType<typeof work>>;
    } catch {
      return begun ?? work();
    }
  };

/** Tells the other tabs that the person has signed out. */
export const tellSignedOut = (): void => {
  const channel = openChannel();
  channel?.postMessage("signed_out");
  channel?.close();
};

/** Calls back when the person has signed out in another tab. Returns the end of it. */
export const onSignedOutElsewhere = (then: () => void): (() => void) => {
  const channel = openChannel();
  if (channel !== undefined) channel.onmessage = then;
  return () => channel?.close();
};

const openChannel = (): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
};
