import type { IntentList, IntentView } from "../../../contracts/http/intents.ts";
import type { ActivityEntry, ActivityList, MeView } from "../../../contracts/http/wallet.ts";
import { dayMs, epochMs } from "../../../core/clock.ts";
import type { ProblemCode } from "../../../contracts/http/problem.ts";
import type { SigningFault } from "../keys/sign-terms.ts";

/** What this phone is doing, or has just failed to do, with an intent. */
export type Action =
  | { readonly kind: "signing" }
  | { readonly kind: "sending" }
  /** The network has not told what became of it: never "failed". */
  | { readonly kind: "checking" }
  | { readonly kind: "not_signed"; readonly fault: SigningFault }
  | { readonly kind: "refused"; readonly code: ProblemCode | "no_connection" };

export type WalletState = {
  readonly me: MeView | undefined;
  /** Intents as last read, by id. */
  readonly intents: Readonly<Record<string, IntentView>>;
  /** What waits for the person, newest first. */
  readonly open: readonly string[];
  /** Where the list of what waits goes on. */
  readonly moreOpen: string | undefined;
  readonly activity: readonly ActivityEntry[] | undefined;
  readonly moreActivity: string | undefined;
  readonly actions: Readonly<Record<string, Action>>;
  /** Intents that do not exist for this person. */
  readonly unknown: readonly string[];
  readonly connected: boolean;
  /** When the server last told all of this, by its own clock. `undefined`: not yet. */
  readonly readAtMs: number | undefined;
};

export const emptyWallet: WalletState = {
  me: undefined,
  intents: {},
  open: [],
  moreOpen: undefined,
  activity: undefined,
  moreActivity: undefined,
  actions: {},
  unknown: [],
  connected: true,
  readAtMs: undefined,
};

/** On its way to the payee: approved, and not yet told settled or failed. */
export const isUnderway = (intent: IntentView): boolean => intent.state === "approved" || intent.state === "settling";

/** The server will soon tell more of it: it is under way, to the payee or back. */
export const isExpected = (intent: IntentView): boolean =>
  isUnderway(intent) || (intent.state === "held_for_claim" && intent.take_back_asked_at !== undefined);

export const isBusy = (action: Action | undefined): boolean =>
  action?.kind === "signing" || action?.kind === "sending" || action?.kind === "checking";

/** A payment that failed is news for so long; after that it is history. */
const newsMs = dayMs;

/** What the home screen lists, each intent once. */
export const shelvesOf = (
  state: Pick<WalletState, "open" | "intents">,
  nowMs: number,
): Record<"toApprove" | "questions" | "failed" | "underway", readonly IntentView[]> => {
  const open = state.open.flatMap((id) => state.intents[id] ?? []);
  const inState = (name: string): readonly IntentView[] => open.filter((intent) => intent.state === name);
  return {
    toApprove: inState("pending_approval"),
    questions: inState("needs_input"),
    failed: inState("failed").filter((intent) => nowMs - epochMs(intent.updated_at) < newsMs),
    underway: Object.values(state.intents).filter((intent) => isUnderway(intent) && intent.role === "payer"),
  };
};

/** Told of an intent by itself, not in lists: a list does not take them back. */
const ofLinks: ReadonlySet<string> = new Set(["not_linked", "still_linked"]);

/** A list's word about what each intent alone tells of. */
export const asListed = (known: WalletState["intents"], listed: readonly IntentView[]): readonly IntentView[] =>
  listed.map((intent) => {
    const before = known[intent.id];
    if (before?.version !== intent.version || before.state !== intent.state) return intent;
    return { ...intent, warnings: [...intent.warnings, ...before.warnings.filter(({ code }) => ofLinks.has(code))] };
  });

/** A newer reading takes the place of an older one, never the other way round. */
export const withIntents = (
  known: WalletState["intents"],
  read: readonly IntentView[],
): Readonly<Record<string, IntentView>> => {
  const merged = { ...known };
  for (const intent of read) {
    const before = merged[intent.id];
    if (before === undefined || before.updated_at <= intent.updated_at) merged[intent.id] = intent;
  }
  return merged;
};

export const withAction = (
  actions: WalletState["actions"],
  id: string,
  action: Action | undefined,
): WalletState["actions"] => {
  const { [id]: _, ...others } = actions;
  return action === undefined ? others : { ...others, [id]: action };
};

/** The first page of what waits before what is known of later pages: those are older than the first page's last. */
export const withOpen = (
  known: Pick<WalletState, "open" | "moreOpen" | "intents">,
  page: IntentList,
): Pick<WalletState, "open" | "moreOpen" | "intents"> => {
  const intents = withIntents(known.intents, asListed(known.intents, page.data));
  const fresh = page.data.map(({ id }) => id);
  const last = page.next_cursor === undefined ? undefined : page.data.at(-1);
  const isOlder = (id: string): boolean => last !== undefined && (intents[id]?.created_at ?? "") < last.created_at;
  const older = known.open.filter((id) => !fresh.includes(id) && isOlder(id));
  return { intents, open: [...fresh, ...older], moreOpen: older.length > 0 ? known.moreOpen : page.next_cursor };
};

/** The first page of the activity before what is known of later pages. */
export const withActivity = (
  known: Pick<WalletState, "activity" | "moreActivity">,
  page: ActivityList,
): Pick<WalletState, "activity" | "moreActivity"> => {
  const fresh = new Set(page.data.map(({ transfer }) => transfer));
  // So much has happened that between the two something is missing: what is older is asked for again.
  const isGap = !(known.activity ?? []).some(({ transfer }) => fresh.has(transfer));
  if (isGap) return { activity: page.data, moreActivity: page.next_cursor };
  const older = (known.activity ?? []).filter(({ transfer }) => !fresh.has(transfer));
  return {
    activity: [...page.data, ...older],
    moreActivity: older.length > 0 ? known.moreActivity : page.next_cursor,
  };
};
