import { instant, minuteMs } from "../../core/clock.ts";
import type { ClosingRow, DayClose } from "../../core/proof/close-store.ts";
import { type DayRoot, dayRootHash, dayRootMessage } from "../../core/proof/day-root.ts";
import { type DayTree, dayTreeOf } from "../../core/proof/day-tree.ts";
import { earlyClose, type NextClose, nextClose } from "../../core/proof/next-close.ts";
import type { CloseDeps } from "./close-deps.ts";
import { collectTransfers } from "./collect-transfers.ts";
import { reconcileWallets } from "./reconcile-wallets.ts";

/** Without a `day`, all that is over and not closed. */
export type CloseRequest = { readonly day?: string | undefined };

/** How much time a run keeps for what follows the reading: comparing, hashing, signing. */
const reserveMs = 2 * minuteMs;

/** Half of a run's time, where it has less than twice the reserve. */
const timerOf = (remainingMs: () => number): (() => boolean) => {
  const reserved = Math.min(reserveMs, remainingMs() / 2);
  return () => remainingMs() > reserved;
};

/**
 * The daily close. Reads what was posted on each day that is over, compares every wallet with its journal, and signs the
 * Merkle root of the day, each in turn. What does not fit into one run is gone on with in the next. A day is closed once;
 * asked for again by its name, it is read again and must come out the same.
 */
export const close = async ({ day }: CloseRequest, deps: CloseDeps, remainingMs: () => number): Promise<undefined> => {
  const hasTime = timerOf(remainingMs);
  if (day !== undefined) return closeByName(day, deps, hasTime);
  for (;;) {
    const next = nextClose(await deps.closes.last(), deps.clock());
    if (next === undefined) return;
    if ((await closeDay(next, deps, hasTime)) === "unfinished") return;
  }
};

const closeByName = async (day: string, deps: CloseDeps, hasTime: () => boolean): Promise<undefined> => {
  const kept = await deps.closes.get(day);
  if (kept !== undefined) return checkAgain(kept, deps, hasTime);
  const last = await deps.closes.last();
  const next = [nextClose(last, deps.clock()), ...(deps.stage === "local" ? [earlyClose(last, deps.clock())] : [])];
  const named = next.find((one) => one?.day === day);
  if (named === undefined) throw new Error(`The day ${day} is not the next to be closed.`);
  await closeDay(named, deps, hasTime);
};

const leavesOf = (rows: readonly ClosingRow[]) =>
  rows.flatMap(({ id, leaf }) => (leaf === undefined ? [] : [{ id, hash: leaf }]));

const closeDay = async (next: NextClose, deps: CloseDeps, hasTime: () => boolean): Promise<"closed" | "unfinished"> => {
  const { books, closes, log } = deps;
  const { day, window } = next;
  const rows = await collectTransfers({ run: day, day, window }, { books, closes, hasTime });
  if (rows === undefined) {
    log.info("close_continues", { day });
    return "unfinished";
  }
  const findings = await reconcileWallets({ day, until: window.until, rows }, deps);
  const tree = await dayTreeOf(leavesOf(rows));
  await closes.pin({ rootKeys: [await deps.signer.publicKey()], identityKeys: await deps.identityKeys() });
  await closes.keepPages(day, tree.pages);
  const root = await signRoot(next, tree, deps);
  const index = tree.pages.map((page) => ({ first: page.first, root: page.root }));
  const outcome = await closes.keep({ root, until: window.until, findings, tree: index });
  await closes.dropParts(day);
  if (outcome === "taken") throw new Error(`The day ${day} was closed by another run meanwhile.`);
  deps.measure(findings);
  log.info("day_closed", { day, transfers: tree.count, root: tree.root });
  return "closed";
};

const signRoot = async ({ day, previous }: NextClose, tree: DayTree, deps: CloseDeps): Promise<DayClose["root"]> => {
  const root: DayRoot = {
    v: 1,
    stage: deps.stage,
    day,
    count: tree.count,
    root: tree.root,
    previous: previous === undefined ? null : await dayRootHash(previous.root),
    signed_at: instant(deps.clock()),
    key_id: (await deps.signer.publicKey()).key_id,
  };
  return { ...root, signature: await deps.signer.sign(dayRootMessage(root)) };
};

/** Reads a closed day again. Throws when it has other transfers now than it had: nothing may come later, or change. */
const checkAgain = async (kept: DayClose, deps: CloseDeps, hasTime: () => boolean): Promise<undefined> => {
  const { books, closes, log } = deps;
  const { day, count, root } = kept.root;
  const run = `${day} again`;
  const window = { since: `${day}T00:00:00.000Z`, until: kept.until };
  const rows = await collectTransfers({ run, day, window }, { books, closes, hasTime });
  if (rows === undefined) {
    log.info("close_continues", { day });
    return;
  }
  await closes.dropParts(run);
  const tree = await dayTreeOf(leavesOf(rows));
  if (tree.root !== root || tree.count !== count) throw new Error(`The day ${day} is not as it was closed.`);
  log.info("close_agrees", { day, transfers: count });
};
