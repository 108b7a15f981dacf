import type { Instant } from "../clock.ts";
import type { CaseId, HolderId, IntentId } from "../ids.ts";

/** What somebody says is wrong with a payment. */
export const caseKinds = ["not_me", "not_received", "wrong_amount", "wrong_person", "other"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The life of a case, as data: the code, the diagram in the docs and the tests share this table. */
export const caseTransitions = {
  waiting_for_other: [
    "waiting_for_other",
    "answered",
    "waiting_for_operator",
    "returned",
    "closed",
    "resolved",
    "refused",
  ],
  answered: ["answered", "waiting_for_operator", "returned", "closed", "resolved", "refused"],
  waiting_for_operator: [
    "waiting_for_operator",
    "waiting_for_other",
    "answered",
    "returned",
    "closed",
    "resolved",
    "refused",
  ],
  returned: [],
  resolved: [],
  refused: [],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type CaseState = keyof typeof caseTransitions;

/** Nothing changes it any more. */
export const isOver = (state: CaseState): boolean => caseTransitions[state].length === 0;

/** `ledger`: what its record says. `clock`: a deadline. */
export type CaseActor = "reporter" | "other" | "operator" | "clock" | "ledger";

export type CaseDeed =
  | "opened"
  | "replied"
  | "escalated"
  | "closed"
  | "asked"
  | "answered"
  | "resolved"
  | "refused"
  | "reminded"
  | "overdue"
  | "returned";

type CaseStep = {
  readonly at: Instant;
  readonly by: CaseActor;
  readonly did: CaseDeed;
  readonly words?: string | undefined;
};

/** What somebody has reported of a payment, and all that has been said and done about it since. No money moves by it. */
export type Case = {
  readonly id: CaseId;
  /** Counts the changes. */
  readonly revision: number;
  readonly intent: IntentId;
  readonly line: number;
  readonly reporter: HolderId;
  /** The other side of the payment, where it is asked. */
  readonly other?: HolderId | undefined;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Oldest first. */
  readonly steps: readonly CaseStep[];
  /** Until when whom it waits for has time; absent once it is over. */
  readonly deadline?: Instant | undefined;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
};

/** More words than anybody needs. */
export const longestWords = 2_000;

export type CaseStore = {
  /** Strongly consistent. */
  get(id: CaseId): Promise<Case | undefined>;
  /** One conditional write: a payment has one case per reporter and line. */
  create(one: Case): Promise<"created" | "exists">;
  /** One conditional write: replaces `current` as it was read, or reports that somebody else was first. */
  replace(current: Case, next: Case): Promise<"replaced" | "conflict">;
  /** Those that somebody has opened or is asked about, latest change first. */
  ofHolder(holder: HolderId): Promise<readonly Case[]>;
  /** Those whose time is over, or that are to be reminded of, a few of them. */
  listDue(at: Instant): Promise<readonly Case[]>;
  /** All that are not over, soonest deadline first: an index, which may be a moment behind. */
  listOpen(): Promise<readonly Case[]>;
};
