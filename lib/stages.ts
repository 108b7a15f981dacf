import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** What differs between the places where Piaf runs. */
export type Stage = {
  readonly name: "local" | "dev" | "prod";
  readonly region: string;
  /** People's money and records: never deleted with the stack, nor by mistake. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** Who takes money from cards, and where. The sandbox is of one machine alone: its money is made up. */
  readonly funding: { readonly provider: "stripe" | "sandbox"; readonly apiUrl: string };
  /**
   * Who has the account that people's transfers go through, where its files go, and how often payouts go there. "operator": a
   * bank without an API, whose files somebody carries. The sandbox is of one machine alone: its money is made up.
   */
  readonly bank: { readonly name: "sandbox" | "operator"; readonly apiUrl: string; readonly everyMinutes: number };
  /** JSON: what the stage changes of the table of limits (core/limits/limits.ts). */
  readonly limitRules: string;
  /** JSON: what the stage changes of the deadlines of cases (core/case/case-steps.ts). */
  readonly caseRules: string;
  /** The numeric id of the bot's X account; where it is missing, a parameter of the stack asks for it once. */
  readonly xBotUserId?: string;
  /** The client id of the bot's X application, which is no secret; where it is missing, a parameter asks for it once. */
  readonly xClientId?: string;
  /** Push services that phones may subscribe with: names, or `*.` and a domain. No message goes anywhere else. */
  readonly pushHosts: readonly string[];
  /** The built app, as it goes to the bucket; where it is missing, somebody else serves the app. */
  readonly appFolder?: string;
};

const byHand = { name: "operator", apiUrl: "", everyMinutes: 60 } as const;
const stripe = { provider: "stripe", apiUrl: "https://api.stripe.com" } as const;
/** Those of Chrome, Firefox, Edge and Safari. */
const pushServices = [
  "fcm.googleapis.com",
  "*.push.services.mozilla.com",
  "*.notify.windows.com",
  "*.push.apple.com",
] as const;

const stages = {
  local: {
    name: "local",
    region: "eu-west-3",
    keepsData: false,
    logRetention: RetentionDays.ONE_DAY,
    funding: { provider: "sandbox", apiUrl: "https://cards.sandbox.invalid" },
    bank: { name: "sandbox", apiUrl: "https://bank.sandbox.invalid", everyMinutes: 1 },
    // Nobody on one machine waits for a day.
    limitRules: JSON.stringify({ raise_delay_s: 60, cooling_off_s: 60 }),
    caseRules: JSON.stringify({ reply_s: 1_200, accept_s: 1_200, operator_s: 1_200, remind_s: 600 }),
    xBotUserId: "1400000000000000001",
    pushHosts: [...pushServices, "127.0.0.1", "localhost"],
  },
  dev: {
    name: "dev",
    region: "eu-west-3",
    keepsData: false,
    logRetention: RetentionDays.ONE_MONTH,
    funding: stripe,
    bank: byHand,
    limitRules: "{}",
    caseRules: "{}",
    pushHosts: pushServices,
    appFolder: "dist/app",
  },
  prod: {
    name: "prod",
    region: "eu-west-3",
    keepsData: true,
    logRetention: RetentionDays.ONE_YEAR,
    funding: stripe,
    bank: byHand,
    limitRules: "{}",
    caseRules: "{}",
    pushHosts: pushServices,
    appFolder: "dist/app",
  },
} as const satisfies Record<string, Stage>;

/** The stage of that name. @throws Error that lists the names, on any other. */
export const stageOf = (name: unknown): Stage => {
  const stage = (Object.values(stages) as readonly Stage[]).find((known) => known.name === name);
  if (stage === undefined) {
    throw new Error(`Unknown stage "${String(name)}": say -c stage=${Object.keys(stages).join(" or -c stage=")}.`);
  }
  return stage;
};
