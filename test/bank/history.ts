import { createHash } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";
import type {
  Balance,
  ConfigureOutcome,
  DecidedOutcome,
  Entry as JournalEntry,
  PostOutcome,
  WalletSettings,
} from "../../core/ledger/ledger.ts";

/** What a client asks the ledger. A request is a group of transfers, by its number in the book. */
export type Call =
  | { readonly type: "post"; readonly requests: readonly number[] }
  | { readonly type: "refuse"; readonly request: number }
  | { readonly type: "configure"; readonly wallet: WalletId; readonly settings: WalletSettings }
  | { readonly type: "balance"; readonly wallet: WalletId }
  | { readonly type: "statement"; readonly wallet: WalletId; readonly limit: number };

/** What it heard. Nothing, when its answer was lost or it died: then it may have happened or not. */
export type Answer = {
  readonly post: readonly PostOutcome[];
  readonly refuse: readonly DecidedOutcome[];
  readonly configure: ConfigureOutcome;
  readonly balance: Balance | undefined;
  readonly statement: readonly Pick<JournalEntry, "transfer" | "postedAt">[];
};

/** One call, between two places in the order of all that happened. */
export type Recorded<Type extends Call["type"] = Call["type"]> = {
  readonly client: string;
  readonly call: Extract<Call, { type: Type }>;
  readonly begunAt: number;
  /** Infinity while it is not known what became of it. */
  endedAt: number;
  answer: Answer[Type] | undefined;
};

const plain = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

/** All that was asked and answered, in the order in which it happened. */
export const createHistory = (clock: Clock, onEvent: (line: string) => void = () => undefined) => {
  const calls: Recorded[] = [];
  const hash = createHash("sha256");
  let place = 0;
  /** Every event has a place of its own, later than all before it. */
  const note = (what: string, ...details: readonly unknown[]): number => {
    place += 1;
    const line = `${place} ${clock()} ${what} ${JSON.stringify(details, plain)}`;
    hash.update(`${line}\n`);
    onEvent(line);
    return place;
  };
  return {
    note,
    begin: <Type extends Call["type"]>(client: string, call: Extract<Call, { type: Type }>): Recorded<Type> => {
      const begunAt = note("begin", client, call);
      const recorded: Recorded<Type> = { client, call, begunAt, endedAt: Infinity, answer: undefined };
      calls.push(recorded as unknown as Recorded);
      return recorded;
    },
    end: <Type extends Call["type"]>(recorded: Recorded<Type>, answer: Answer[Type]): void => {
      recorded.endedAt = note("end", recorded.client, recorded.begunAt, answer);
      recorded.answer = answer;
    },
    calls: <Type extends Call["type"]>(type: Type): readonly Recorded<Type>[] =>
      calls.filter(({ call }) => call.type === type) as unknown as readonly Recorded<Type>[],
    /** The same for two runs in which exactly the same happened at exactly the same times. */
    digest: (): string => hash.copy().digest("hex"),
    length: (): number => place,
  };
};

export type History = ReturnType<typeof createHistory>;
