import { createDynamoHoldBook } from "../../adapters/dynamodb/dynamo-hold-book.ts";
import { type Instant, instant } from "../../core/clock.ts";
import { voidOfDue } from "../../core/ledger/due-hold.ts";
import type { Bank } from "./bank.ts";
import { callPost } from "./calls.ts";
import { isUnknown, startLife } from "./instance.ts";
import { until } from "./officer.ts";

/** The holds that are due now, as requests to void them; undefined where the storm took the answer. */
const dueVoids = async ({ world, book }: Bank): Promise<readonly number[] | undefined> => {
  const { client, tables, time, random } = world;
  const pace = { sleep: time.sleep, random: random.fork("sweeper's pace").next };
  const holds = createDynamoHoldBook({ client, table: tables.transfers, pace });
  try {
    const stored = await holds.stored(await holds.due(instant(time.clock())));
    // Ids are hashes, which are made in threads of Node: no time passes meanwhile.
    const voids = await time.outside(Promise.all(stored.map((one) => voidOfDue(one, time.clock))));
    return voids.flatMap((transfer) => (transfer === undefined ? [] : book.write({ transfers: [transfer] })));
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return undefined;
  }
};

/** As `clockwork` does: has those holds voided, by way of the queue, whose time is over. */
export const runSweeper = async (bank: Bank): Promise<void> => {
  while (!bank.isEnough()) {
    for (const request of (await dueVoids(bank)) ?? []) bank.queue.send({ body: String(request) });
    await bank.world.time.sleep(bank.world.sweepMs);
  }
};

/** When all is over: sweeps until nothing is due any more. Answers until when everything was given back. */
export const sweepAll = async (bank: Bank): Promise<Instant> => {
  const { world } = bank;
  const caller = { client: "sweeper", life: startLife(world, world.random.fork("last sweep")) };
  for (;;) {
    const at = instant(world.time.clock());
    // The index follows its table a moment later.
    await world.time.sleep(world.sweepMs);
    const due = await until(world, () => dueVoids(bank));
    if (due.length === 0) return at;
    for (const request of due) await callPost(bank, caller, [request]);
  }
};
