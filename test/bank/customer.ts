import type { Random } from "../../local/simulation/random.ts";
import type { Bank } from "./bank.ts";
import { callBalance, callPost, callRefuse, callStatement } from "./calls.ts";
import { drawRequest, hotPayment } from "./draw-request.ts";
import { type Life, startLife } from "./instance.ts";

const mostInMessage = 49;
const callsInRush = 25;
/** So many messages wait at most: a backlog that grows says nothing of the ledger, and takes its time at the end. */
const mostWaiting = 100;

/** One of the bank's customers: asks in rushes, with the bank's rest between them, until enough was asked for. */
export const runCustomer = async (bank: Bank, client: string): Promise<void> => {
  const { world } = bank;
  const random = world.random.fork(client);
  let lives = 0;
  let life = startLife(world, random.fork("life 0"));
  /** A process of the bank that lives: a new one when the last has died. */
  const living = (): { readonly client: string; readonly life: Life } => {
    if (!life.isAlive()) life = startLife(world, random.fork(`life ${(lives += 1)}`));
    return { client, life };
  };
  for (let rush = 1; ; rush += 1) {
    for (let call = 0; call < callsInRush; call += 1) {
      if (bank.isEnough()) return;
      await oneCall(bank, { random, living });
      await world.time.sleep(random.between(0, 20));
    }
    await world.time.sleep(Math.max(0, bank.startMs + rush * world.restMs - world.time.now()));
  }
};

type Customer = { readonly random: Random; readonly living: () => { readonly client: string; readonly life: Life } };

const oneCall = async (bank: Bank, customer: Customer): Promise<void> => {
  const { random } = customer;
  const kind = random.next();
  if (kind < 0.14 && bank.queue.count() >= mostWaiting) return look(bank, customer);
  if (kind < 0.05) return packed(bank, random);
  if (kind < 0.14) return void bank.queue.send({ body: String(bank.book.write(drawn(bank, random))) });
  if (kind < 0.3) return look(bank, customer);
  if (kind < 0.35) return again(bank, customer);
  if (kind < 0.38) return closed(bank, customer);
  return insist(bank, customer, bank.book.write(drawn(bank, random)));
};

const drawn = ({ cast, book, world }: Bank, random: Random) =>
  drawRequest({ cast, book, random, now: world.time.clock() });

/** As `relay` packs them: many payments to one payee in one message. */
const packed = ({ cast, book, queue, world }: Bank, random: Random): void => {
  const payee = random.chance(0.5) ? cast.shop : cast.charity;
  const now = world.time.clock();
  const numbers = Array.from({ length: 2 + random.below(mostInMessage - 1) }, () =>
    book.write(hotPayment({ cast, book, random, now }, payee)),
  );
  queue.send({ body: numbers.join(" ") });
};

/** Whoever hears nothing asks again with the same ids, at once or later; or never, and somebody else finds out at the end. */
const insist = async (bank: Bank, { random, living }: Customer, request: number): Promise<void> => {
  while ((await callPost(bank, living(), [request])) === undefined && random.chance(0.7)) {
    await bank.world.queueTime.sleep(random.between(0, random.chance(0.2) ? 60_000 : 500));
  }
};

/** Something that was asked long ago: it comes again, from anybody. */
const again = async (bank: Bank, { random, living }: Customer): Promise<void> => {
  const request = random.chance(0.5) ? bank.book.aRecent(random) : bank.book.anyRequest(random);
  if (request !== undefined) await callPost(bank, living(), [request]);
};

/** A closing and the posting of the same request race. */
const closed = async (bank: Bank, { random, living }: Customer): Promise<void> => {
  const request = bank.book.write(drawn(bank, random));
  bank.queue.send({ body: String(request), delayMs: random.below(20) });
  await bank.world.time.sleep(random.between(0, 20));
  await callRefuse(bank, living(), request);
};

const look = async (bank: Bank, { random, living }: Customer): Promise<void> => {
  const { cast } = bank;
  const wallet = random.chance(0.4) ? random.pick([cast.shop, cast.charity]) : cast.all[random.below(cast.all.length)];
  if (wallet === undefined) return;
  const caller = living();
  if (random.chance(0.6)) await callBalance(bank, caller, wallet.id);
  else await callStatement(bank, caller, { wallet: wallet.id, limit: 1 + random.below(30) });
};
