import type { Bank } from "./bank.ts";
import { createBook } from "./book.ts";
import { callConfigure, callPost } from "./calls.ts";
import { createCast } from "./cast.ts";
import { checkBank } from "./check/check-bank.ts";
import { createGuard } from "./check/guard.ts";
import { runCustomer } from "./customer.ts";
import { createHistory } from "./history.ts";
import { startLife } from "./instance.ts";
import { runOfficer, until } from "./officer.ts";
import { readState } from "./read-state.ts";
import { createSimulatedQueue } from "../../local/simulation/sqs/simulated-queue.ts";
import { runSweeper, sweepAll } from "./sweeper.ts";
import { startWorker } from "./worker.ts";
import type { World } from "./world.ts";

export type BankRun = {
  /** What must not be, in words; empty when all held. */
  readonly violations: readonly string[];
  readonly summary: Readonly<Record<string, number>>;
  /** How many requests were refused for each reason. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The same for two runs that were the same to the last event. */
  readonly digest: string;
};

const customers = 24;
/** In calm weather nobody should have to ask twice. */
const patience = 5;

/** Runs a bank until so many transfers are known to be posted, brings everything to an end in calm weather, and checks it all. */
export const runBank = async (world: World, wanted: number, onEvent?: (line: string) => void): Promise<BankRun> => {
  const history = createHistory(world.time.clock, onEvent);
  const cast = createCast();
  const queue = createSimulatedQueue({
    ...{ name: "ledger", time: world.queueTime, random: world.random.fork("queue"), weather: world.weather },
    visibilityTimeoutMs: world.visibilityMs,
  });
  const guard = createGuard(cast);
  world.watch(guard.watch);
  const book = createBook(history);
  const progress = () => Math.min(1, book.posted() / wanted);
  const setting = { world, cast, book, history, queue, progress, isEnough: () => book.posted() >= wanted };
  await world.play(openWallets({ ...setting, startMs: 0 }));
  const bank: Bank = { ...setting, startMs: world.time.now() };
  const worker = startWorker(bank);
  const names = Array.from({ length: customers }, (_none, index) => `customer ${index}`);
  const work = Promise.all([runOfficer(bank), runSweeper(bank), ...names.map((name) => runCustomer(bank, name))]);
  await world.play(Promise.race([worker.defect, work]));
  world.calmDown();
  await world.settle(queue.count);
  const left = queue.count() === 0 ? [] : [`${queue.count()} messages are never done.`];
  await Promise.race([worker.defect, undefined]);
  await world.play(resolveAll(bank));
  const sweptAt = await world.play(sweepAll(bank));
  const state = { ...(await world.play(readState(bank))), sweptAt };
  const { violations, ...counts } = checkBank(bank, state);
  return { violations: [...left, ...guard.violations(), ...violations], ...counts, digest: history.digest() };
};

/** The bank's first morning: everybody has a wallet, and some have money. */
const openWallets = async (bank: Bank): Promise<void> => {
  const { world, cast, book } = bank;
  const random = world.random.fork("opening");
  const caller = () => ({ client: "opening", life: startLife(world, random.fork(bank.history.length())) });
  const { within, ledger } = startLife({ ...world, weather: { ...world.weather, death: 0 } }, random);
  await until(world, () => within(ledger.open(cast.all)).catch(() => undefined));
  for (const { id: wallet, settings } of cast.all) {
    if (settings !== undefined) await until(world, () => callConfigure(bank, caller(), { wallet, settings }));
  }
  for (const { id: credit, kind, currency } of cast.all) {
    const debit = cast.funding[currency]?.id;
    if (kind !== "personal" || debit === undefined) continue;
    const common = { id: book.freshId(), version: 1, ref: "opening", code: "top_up" } as const;
    const request = book.write({ transfers: [{ ...common, debit, credit, currency, amount: 20_000n }] });
    await until(world, () => callPost(bank, caller(), [request]));
  }
};

/** Asks once more for all of which it is not known what became of it: nothing may stay unknown. */
const resolveAll = async (bank: Bank): Promise<void> => {
  const caller = { client: "resolver", life: startLife(bank.world, bank.world.random.fork("resolver")) };
  for (const request of bank.book.requests.keys()) {
    // And of some others too: it comes again when all is long over.
    if (bank.book.isDecided(request) && request % 20 !== 0) continue;
    for (let attempt = 1; attempt <= patience; attempt += 1) {
      if ((await callPost(bank, caller, [request])) !== undefined) break;
    }
  }
};
