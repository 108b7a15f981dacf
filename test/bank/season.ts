import { type Weather, weathers } from "../../local/simulation/weather.ts";
import { startDynamoDb } from "./dynamodb-world.ts";
import { type BankRun, runBank } from "./run-bank.ts";
import { startSimulation } from "./simulation-world.ts";
import type { World, WorldOptions } from "./world.ts";

const worlds = { simulation: startSimulation, dynamodb: startDynamoDb } as const satisfies Record<
  string,
  (options: WorldOptions) => Promise<World>
>;

export type EngineName = keyof typeof worlds;
export type WeatherName = keyof typeof weathers;
export const isEngine = (name: string): name is EngineName => Object.hasOwn(worlds, name);
export const isWeather = (name: string): name is WeatherName => Object.hasOwn(weathers, name);

/** One bank, from its opening to its audit. */
export type Season = {
  /** So many are to be posted; what is refused is not counted. */
  readonly transfers: number;
  readonly seed: string;
  readonly engine: EngineName;
  readonly weather: WeatherName;
};

/** What one engine holds in memory. */
const mostTransfers = 50_000;

/** A long run is several banks, one after the other, each with a seed of its own that is derived from the run's. */
export const seasonsOf = (whole: Season): readonly Season[] => {
  const count = Math.ceil(whole.transfers / mostTransfers);
  if (count <= 1) return [whole];
  const transfers = Math.ceil(whole.transfers / count);
  return Array.from({ length: count }, (_none, index) => ({ ...whole, transfers, seed: `${whole.seed}.${index + 1}` }));
};

/** The command that plays the season again: on the simulation, exactly. */
export const replayOf = ({ transfers, seed, engine, weather }: Season): string =>
  `npm run test:bank -- --transfers ${transfers} --seed ${seed} --engine ${engine} --weather ${weather}`;

/** `onEvent` hears every line of the history. Throws, with the command that plays it again, for what is no outcome at all. */
export const playSeason = async (season: Season, onEvent?: (line: string) => void): Promise<BankRun> => {
  const weather: Weather = weathers[season.weather];
  const world = await worlds[season.engine]({ seed: season.seed, weather });
  try {
    return await runBank(world, season.transfers, onEvent);
  } catch (error) {
    throw new Error(`The bank broke. Replay: ${replayOf(season)}`, { cause: error });
  } finally {
    await world.stop();
  }
};
