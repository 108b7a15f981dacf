import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LedgerTables } from "../../adapters/dynamodb/ledger-parts.ts";
import type { Random } from "../../local/simulation/random.ts";
import type { VirtualTime } from "../../local/simulation/virtual-time.ts";
import type { Weather } from "../../local/simulation/weather.ts";

/** What a wallet's item held after a commit. */
export type WalletChange = { readonly item: string; readonly available: bigint; readonly held: bigint };

/** Where a bank stands: an engine, the time that passes, and the weather. */
export type World = {
  readonly random: Random;
  readonly time: VirtualTime;
  /** In which messages come again minutes and days later: on a real engine it runs faster. */
  readonly queueTime: VirtualTime;
  /** So long the bank rests between two rushes. */
  readonly restMs: number;
  /** So often it is looked for holds whose time is over. */
  readonly sweepMs: number;
  /** When a message that was not deleted comes again. */
  readonly visibilityMs: number;
  readonly functionTimeoutMs: number;
  readonly client: DynamoDBClient;
  readonly tables: LedgerTables;
  readonly weather: Weather;
  readonly calmDown: () => void;
  /** Every committed change of a wallet's item, where the engine tells: all of them, in their order. */
  readonly watch: (onChange: (change: WalletChange) => void) => void;
  /** Lets time pass until the work is done. */
  readonly play: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Lets time pass until nothing is left on its way, or for long nothing has become of it. */
  readonly settle: (left: () => number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type WorldOptions = { readonly seed: string; readonly weather: Weather };
