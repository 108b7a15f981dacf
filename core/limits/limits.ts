import { hourMs, minuteMs, secondMs } from "../clock.ts";
import type { WalletSettings } from "../ledger/ledger.ts";

/** How well a person is known. It stands in `holders`; only who identifies people raises it. */
export const levels = ["unverified", "basic", "full"] as const;
export type Level = (typeof levels)[number];

/** Who is paid: a payment to an association or a company may be larger than one to a person. */
export type HolderKind = "person" | "association" | "company";

/**
 * What a wallet may spend and hold. `to_person` and `to_organisation`: to one payee in one payment; `day`, `month`: in all, in
 * the owner's time zone; `balance`: the most it holds.
 */
export const limitNames = ["to_person", "to_organisation", "day", "month", "balance"] as const;
export type LimitName = (typeof limitNames)[number];

/** Minor units; what is absent has no limit. */
export type Limits = Readonly<Partial<Record<LimitName, bigint>>>;

/** All that a stage may set differently. Every amount is of euros, in minor units. */
export type LimitRules = {
  readonly levels: Readonly<Record<Level, Limits>>;
  /** Whose days and months are counted (IANA). */
  readonly timeZone: string;
  /** So long after its signature has lapsed a raise takes effect. */
  readonly raiseDelayMs: number;
  /** More payments than these are no person's pace. */
  readonly pace: { readonly minute: number; readonly hour: number };
  /** One payee gets within an hour at most so many times what one payment to him may move. */
  readonly payeeHourTimes: bigint;
  /** The first payment above `aboveMinor` to a payee waits so long: time to notice whom one was talked into paying. */
  readonly coolingOff: { readonly aboveMinor: bigint; readonly forMs: number };
};

/** The one table. €250 to a person and €500 to an association or a company are those of the service of 2014. */
export const defaultLimitRules: LimitRules = {
  levels: {
    unverified: { to_person: 5_000n, to_organisation: 15_000n, day: 10_000n, month: 15_000n, balance: 15_000n },
    basic: { to_person: 25_000n, to_organisation: 50_000n, day: 50_000n, month: 100_000n, balance: 100_000n },
    // No ceiling: a wallet that thousands pay at once is spread, which a ceiling does not allow.
    full: { to_person: 25_000n, to_organisation: 50_000n, day: 150_000n, month: 500_000n },
  },
  timeZone: "Europe/Paris",
  raiseDelayMs: 24 * hourMs,
  pace: { minute: 10, hour: 60 },
  payeeHourTimes: 2n,
  coolingOff: { aboveMinor: 10_000n, forMs: 30 * minuteMs },
};

/** Limits as JSON has them. */
export type LimitNumbers = Readonly<Partial<Record<LimitName, number | undefined>>>;

/** What the environment says of the rules: each left out is as in the table. Times in seconds. */
export type LimitRulesChange = {
  readonly raise_delay_s?: number | undefined;
  readonly cooling_off_s?: number | undefined;
  readonly pace?: { readonly minute: number; readonly hour: number } | undefined;
  readonly levels?: Readonly<Partial<Record<Level, LimitNumbers | undefined>>> | undefined;
};

/** The table with what a stage changes of it. A level that is named is set as a whole. */
export const limitRulesWith = ({
  raise_delay_s,
  cooling_off_s,
  pace,
  levels: changed,
}: LimitRulesChange): LimitRules => {
  const rules = defaultLimitRules;
  const named = Object.entries(changed ?? {}).map(([level, limits]) => [level, limitsOf(limits ?? {})] as const);
  return {
    ...rules,
    levels: { ...rules.levels, ...Object.fromEntries(named) },
    raiseDelayMs: raise_delay_s === undefined ? rules.raiseDelayMs : raise_delay_s * secondMs,
    pace: pace ?? rules.pace,
    coolingOff: {
      ...rules.coolingOff,
      forMs: cooling_off_s === undefined ? rules.coolingOff.forMs : cooling_off_s * secondMs,
    },
  };
};

/** Limits made name by name; what comes out undefined is absent. */
const limitsBy = <Limit>(limitOf: (name: LimitName) => Limit | undefined): Partial<Record<LimitName, Limit>> => {
  const limits: Partial<Record<LimitName, Limit>> = {};
  for (const name of limitNames) {
    const limit = limitOf(name);
    if (limit !== undefined) limits[name] = limit;
  }
  return limits;
};

export const limitsOf = (numbers: LimitNumbers): Limits =>
  limitsBy((name) => (numbers[name] === undefined ? undefined : BigInt(numbers[name])));

export const numbersOf = (limits: Limits): Partial<Record<LimitName, number>> =>
  limitsBy((name) => (limits[name] === undefined ? undefined : Number(limits[name])));

const least = (one: bigint | undefined, other: bigint | undefined): bigint | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** Of each limit the lower one. */
export const stricter = (left: Limits, right: Limits): Limits => limitsBy((name) => least(left[name], right[name]));

/** Those of the limits that are above others, by name. */
export const exceeding = (limits: Limits, others: Limits): readonly LimitName[] =>
  limitNames.filter((name) => limits[name] !== undefined && others[name] !== undefined && limits[name] > others[name]);

/** What the ledger itself enforces, in the transaction: what is spent in a day and a month, and what the wallet holds. */
export const walletSettings = (
  { day, month, balance }: Limits,
  timeZone: string,
): Required<Pick<WalletSettings, "limits" | "ceiling">> => ({
  limits: day === undefined && month === undefined ? null : { timeZone, day, month },
  ceiling: balance ?? null,
});
