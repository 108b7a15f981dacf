import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "vitest";
import { createDynamoCloseBooks } from "../../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoCloseStore } from "../../../adapters/dynamodb/dynamo-close-store.ts";
import { dayMs, hourMs, minuteMs } from "../../../core/clock.ts";
import { type IntentId, personalWalletIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { close } from "../../../functions/clockwork/close.ts";
import type { CloseDeps } from "../../../functions/clockwork/close-deps.ts";
import { measureClose } from "../../../functions/clockwork/measure.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { createRootSigner } from "../../support/root-signer.ts";
import { type Person, startWorld } from "../consent/consent-world.ts";

export const first = "2026-11-24";
export const second = "2026-11-25";
export const plenty = () => 10 * minuteMs;

/** A ledger of its own at noon of 24 November 2026, with alice and bob, and what its close works with. */
export const startCloseWorld = async () => {
  const world = await startWorld();
  const { client, tableName, clock } = world;
  const { log, lines } = createKeptLog();
  const closes = createDynamoCloseStore({ client, table: tableName("Closes") });
  const deps: CloseDeps = {
    books: createDynamoCloseBooks({
      client,
      tables: { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") },
      pace: { sleep: async () => undefined, random: () => 0.5 },
    }),
    closes,
    signer: createRootSigner(),
    identityKeys: async () => [{ kid: "k1", kty: "EC" }],
    measure: measureClose,
    stage: "test",
    clock,
    log,
  };
  const [alice, bob] = [await world.newPerson("alice", 10_000n), await world.newPerson("bob", 1n)];

  const run = (request: { day?: string } = {}, remainingMs = plenty) => close(request, deps, remainingMs);
  const pay = async (cents: bigint, [payer, payee] = [alice, bob]): Promise<TransferId> => {
    const intent = await world.propose(payer, [[payee, cents]]);
    await world.deliver(await world.approve(intent, payer));
    expect(await world.stateOf(intent)).toEqual({ state: "settled" });
    return transferIdOf({ payer: payer.id, intent: intent.id as IntentId, line: 0 });
  };
  /** A balance that nobody has paid; of a shard where one is named. */
  const changeBalance = async (person: Person, by: number, shard = ""): Promise<void> => {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName("Wallets"),
        Key: { id: { S: (await personalWalletIdOf(person.id, EUR)) + shard } },
        UpdateExpression: "SET available = available + :by",
        ExpressionAttributeValues: { ":by": { N: String(by) } },
      }),
    );
  };
  return {
    ...{ world, deps, closes, lines, alice, bob, run, pay, changeBalance },
    nextMorning: () => world.wait(dayMs - 11 * hourMs),
    found: async (day: string) => (await closes.get(day))?.findings["EUR"],
    messages: () => lines.map(({ message }) => message),
  };
};

export type CloseWorld = Awaited<ReturnType<typeof startCloseWorld>>;
