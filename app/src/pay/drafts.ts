import type { PayeeView } from "../../../contracts/http/people.ts";
import type { Clock, Instant } from "../../../core/clock.ts";
import { instant } from "../../../core/clock.ts";
import type { Turn } from "../identity/access.ts";
import { createStore, type Store } from "../store.ts";
import type { Vault } from "../storage/vault.ts";
import type { Handle } from "./pay-link.ts";

/** As the network, or a contact, names somebody; a contact has no `check`: he was looked at before. */
type Found = Pick<PayeeView, "channel" | "user_id" | "handle" | "name"> & Partial<Pick<PayeeView, "check">>;

/** Somebody to be paid; `found` is who he is, once that is known. */
export type DraftPayee = Handle & { readonly found?: Found };

/** A payment that is being written. Nothing is asked of anybody before it is sent, and nothing is paid by that. */
export type PayDraft = {
  readonly id: string;
  /** The Idempotency-Key: however often it is sent, it makes one proposal. */
  readonly key: string;
  readonly payees: readonly DraftPayee[];
  /** What each of them gets, as it was typed. */
  readonly amount: string;
  readonly note: string;
  /** The post that was shared with the app, where it comes from one. */
  readonly text?: string;
  /** It went out, and nobody knows whether it arrived. */
  readonly sent?: boolean;
  readonly changedAt: Instant;
};

type Words = Partial<Pick<PayDraft, "payees" | "amount" | "note" | "text">>;

/** The drafts of this browser. They outlive the page and the session, not the sign-out. */
export type Drafts = {
  /** Newest first; `undefined` until they are read. */
  readonly store: Store<{ readonly drafts: readonly PayDraft[] | undefined }>;
  /** A new one; its id. */
  begin(words: Words): string;
  /** What has been sent and is changed is another payment: it gets another key. */
  change(id: string, words: Words): void;
  markSent(id: string): void;
  forget(id: string): void;
};

const name = "drafts";
const mostKept = 50;

type Kept = { readonly subject: string; readonly drafts: readonly PayDraft[] };

export const createDrafts = (parts: {
  readonly vault: Pick<Vault, "read" | "write">;
  readonly subject: string;
  readonly newId: () => string;
  readonly clock: Clock;
  /** One at a time among all tabs of the browser: each may be writing drafts. */
  readonly inTurn: Turn;
}): Drafts => {
  const { vault, subject, newId, clock, inTurn } = parts;
  const store = createStore<{ drafts: readonly PayDraft[] | undefined }>({ drafts: undefined });
  const known = (): readonly PayDraft[] => store.get().drafts ?? [];
  const readKept = async (): Promise<readonly PayDraft[]> => {
    const kept = await vault.read<Kept>(name);
    return kept?.subject === subject ? kept.drafts : [];
  };
  /** What this tab has begun, changed or forgotten: of all others what is kept is the truth. */
  const own = new Set<string>();
  const save = async (): Promise<void> => {
    const kept = await readKept();
    const newer = (draft: PayDraft): PayDraft => {
      const other = kept.find(({ id }) => id === draft.id);
      return other !== undefined && other.changedAt > draft.changedAt ? other : draft;
    };
    const mine = known().filter(({ id }) => own.has(id));
    const drafts = [...mine.map(newer), ...kept.filter(({ id }) => !own.has(id))];
    store.set({ drafts });
    const worthIt = drafts.filter(isWorthKeeping).slice(0, mostKept);
    await vault.write(name, { subject, drafts: worthIt } satisfies Kept);
  };
  // One write after another, and none before what was kept is read.
  let writing = readKept().then((earlier) => store.set({ drafts: [...known(), ...earlier] }));
  const set = (id: string, drafts: readonly PayDraft[]): void => {
    own.add(id);
    store.set({ drafts });
    writing = writing.then(() => inTurn(save));
  };
  const replace = (id: string, next: (draft: PayDraft) => PayDraft): void => {
    const draft = known().find((one) => one.id === id);
    if (draft !== undefined) set(id, [next(draft), ...known().filter((one) => one.id !== id)]);
  };
  const now = (): Instant => instant(clock());
  return {
    store,
    begin: (words) => {
      const id = newId();
      set(id, [{ id, key: newId(), payees: [], amount: "", note: "", ...words, changedAt: now() }, ...known()]);
      return id;
    },
    change: (id, words) =>
      replace(id, (draft) => ({
        ...draft,
        ...words,
        ...(draft.sent === true ? { key: newId(), sent: false } : {}),
        changedAt: now(),
      })),
    markSent: (id) => replace(id, (draft) => ({ ...draft, sent: true })),
    forget: (id) =>
      set(
        id,
        known().filter((draft) => draft.id !== id),
      ),
  };
};

/** An empty form is no draft. */
export const isWorthKeeping = ({ payees, amount, note, text }: PayDraft): boolean =>
  payees.length > 0 || amount !== "" || note !== "" || text !== undefined;
