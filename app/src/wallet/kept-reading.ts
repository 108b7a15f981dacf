import type { Store } from "../store.ts";
import type { Vault } from "../storage/vault.ts";
import type { WalletState } from "./state.ts";

type Kept = Pick<WalletState, "me" | "intents" | "open" | "moreOpen" | "activity" | "moreActivity" | "readAtMs">;
type KeptOf = { readonly subject: string; readonly reading: Kept };

const name = "reading";
/** What is kept of each list: enough to read on the way, little enough to write often. */
const mostKept = 100;
const settleMs = 1_000;

/** Puts what this browser last read for the person into the store, to be read before there is an answer, or without a network. */
export const restoreReading = async (
  vault: Vault,
  { store, subject }: { readonly store: Store<WalletState>; readonly subject: string },
): Promise<void> => {
  const kept = await vault.read<KeptOf>(name);
  // An answer of the server that came meanwhile is newer.
  if (kept?.subject === subject && store.get().me === undefined) store.set(kept.reading);
};

/** Keeps what is read from the server, sealed, each time that it has changed. Returns the end of it. */
export const keepReading = (
  vault: Vault,
  { store, subject }: { readonly store: Store<WalletState>; readonly subject: string },
): (() => void) => {
  let written: Kept | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const reading = partKept(store.get());
    if (reading === undefined || (written !== undefined && sameReading(written, reading))) return;
    written = reading;
    void vault.write(name, { subject, reading } satisfies KeptOf);
  };
  const unsubscribe = store.subscribe(() => {
    timer ??= setTimeout(write, settleMs);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
};

const partKept = (state: WalletState): Kept | undefined => {
  if (state.me === undefined || state.readAtMs === undefined || !state.connected) return undefined;
  const open = state.open.slice(0, mostKept);
  const recent = Object.values(state.intents)
    .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
    .slice(0, mostKept);
  const listed = open.flatMap((id) => state.intents[id] ?? []);
  const activity = state.activity?.slice(0, mostKept);
  return {
    me: state.me,
    readAtMs: state.readAtMs,
    open,
    moreOpen: open.length === state.open.length ? state.moreOpen : undefined,
    intents: Object.fromEntries([...recent, ...listed].map((intent) => [intent.id, intent])),
    activity,
    moreActivity: activity?.length === state.activity?.length ? state.moreActivity : undefined,
  };
};

/** A reading is written at most once a minute where nothing but its time has changed. */
const sameReading = (a: Kept, b: Kept): boolean => {
  const isNear = Math.abs((a.readAtMs ?? 0) - (b.readAtMs ?? 0)) < 60_000;
  return isNear && JSON.stringify({ ...a, readAtMs: 0 }) === JSON.stringify({ ...b, readAtMs: 0 });
};
