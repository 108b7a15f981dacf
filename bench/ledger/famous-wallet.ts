import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { backOff, type Pace } from "../../adapters/dynamodb/pace.ts";
import type { Transfer, TransferGroup } from "../../core/ledger/ledger.ts";
import { createRandom } from "../../local/simulation/random.ts";
import { type FamousWallet, startFamousWallet } from "../../test/contract/ledger/famous-wallet.ts";

/** As many as `ledger` has instances at most (lib/constructs/piaf-functions.ts), each with full batches. */
const cast = { writers: 10, payersEach: 49 };
/** The wallet becomes famous: its shards are made. */
const warmRounds = 4;
const seconds = 1_000;

export type FamousSpeed = {
  readonly creditsPerS: number;
  /** Of the ledger's tables and indexes; the evidence is one more. */
  readonly writeUnitsEach: number;
  readonly credits: number;
};

type Rounds = Awaited<ReturnType<FamousWallet["roundsOf"]>>;

const speedOf = async (world: FamousWallet, play: () => Promise<number>): Promise<FamousSpeed> => {
  world.meters.reset();
  const beganMs = world.time.now();
  const credits = await world.time.finish(play());
  return {
    creditsPerS: credits / ((world.time.now() - beganMs) / seconds),
    writeUnitsEach: world.meters.writeUnits() / credits,
    credits,
  };
};

const inAll = async (rounds: Rounds, play: (own: Rounds[number], writer: number) => Promise<number>): Promise<number> =>
  (await Promise.all(rounds.map(play))).reduce((sum, posted) => sum + posted, 0);

/** The kernel with group commit and shards, on AWS as the simulation models it, in virtual time. */
export const measureHotCredits = async (rounds: number): Promise<FamousSpeed> => {
  const world = await startFamousWallet({ ...cast, seed: 1 });
  const playAll = (played: Rounds) =>
    inAll(played, async (own, writer) => {
      let posted = 0;
      for (const round of own) posted += await world.untilDone(world.ledgers[writer] ?? world.ledger, round);
      return posted;
    });
  const [warm, counted] = [await world.roundsOf(warmRounds), await world.roundsOf(rounds)];
  await world.time.finish(playAll(warm));
  return speedOf(world, () => playAll(counted));
};

const number = (value: bigint) => ({ N: value.toString() });

/** What tutorials write: a record that makes it happen once, a debit that is covered, a credit. */
const plainItems = ({ tables }: FamousWallet, { id, debit, credit, amount, ref }: Transfer) => [
  {
    Put: {
      TableName: tables.transfers,
      Item: { id: { S: id }, debit: { S: debit }, credit: { S: credit }, amount: number(amount), ref: { S: ref } },
      ConditionExpression: "attribute_not_exists(id)",
    },
  },
  {
    Update: {
      TableName: tables.wallets,
      Key: { id: { S: debit } },
      UpdateExpression: "SET available = available - :amount",
      ConditionExpression: "available >= :amount",
      ExpressionAttributeValues: { ":amount": number(amount) },
    },
  },
  {
    Update: {
      TableName: tables.wallets,
      Key: { id: { S: credit } },
      UpdateExpression: "SET available = available + :amount",
      ExpressionAttributeValues: { ":amount": number(amount) },
    },
  },
];

/** One plain transaction, again after each conflict with the ledger's own waits. */
const postPlainly = async (
  world: FamousWallet,
  { transfers: [transfer] }: TransferGroup,
  pace: Pace,
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await world.client.send(new TransactWriteItemsCommand({ TransactItems: plainItems(world, transfer) }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      await backOff(pace, "conflict", attempt);
    }
  }
};

/** A plain transaction a payment, as many writers, everything else the same. */
export const measureNaiveCredits = async (): Promise<FamousSpeed> => {
  const world = await startFamousWallet({ ...cast, seed: 1 });
  const rounds = await world.roundsOf(1);
  return speedOf(world, () =>
    inAll(rounds, async (own, writer) => {
      const pace = { sleep: world.time.sleep, random: createRandom(`plain writer ${writer}`).next };
      for (const group of own.flat()) await postPlainly(world, group, pace);
      return own.flat().length;
    }),
  );
};
