import { minuteMs } from "../../../core/clock.ts";
import { type IntentId, personalWalletIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type ApiWorld, as } from "./api-world.ts";

export const bobOnX = { channel: "x", user_id: "1400000000000000102", handle: "bob", name: "Bob" };

export const paying = (amount: number, payee: unknown = bobOnX, more: object = {}) => ({
  lines: [{ payee, amount }],
  currency: "EUR",
  ...more,
});

/** People who pay each other in the app. */
export const payingIn = (world: ApiWorld) => {
  let keys = 0;
  const ask = (body: unknown, { key = `key-${(keys += 1)}`, who = "alice" } = {}) =>
    world.call({ route: "POST /v1/intents", body, as: as(who), headers: { "idempotency-key": key } });
  /** More than a minute later than what was asked before: no flood. */
  const askLater: typeof ask = (...asked) => {
    world.wait(minuteMs);
    return ask(...asked);
  };
  const approve = async (id: string) => {
    const intent = (await world.deps.intents.get(id as IntentId))!;
    return world.post("approve", intent, world.approvalOf(intent));
  };
  /** As `ledger` does it: the money moves, the intent is marked. */
  const settle = async (id: string): Promise<void> => {
    const intent = (await world.deps.intents.get(id as IntentId))!;
    const debit = await personalWalletIdOf(world.alice, EUR);
    const credit = await personalWalletIdOf(world.bob, EUR);
    const transfers = await Promise.all(
      intent.lines.map(async ({ amount }, line) => ({
        id: (await transferIdOf({ payer: world.alice, intent: intent.id, line })) as TransferId,
        ...{ version: intent.version, debit, credit, amount, currency: EUR, code: "payment" as const, ref: intent.id },
      })),
    );
    await world.ledger.post([{ transfers: [transfers[0]!, ...transfers.slice(1)] }]);
    const at = new Date(world.now()).toISOString();
    await world.deps.intents.mark({ id: intent.id, version: intent.version, to: "settled", at });
  };
  const approvedAndSettled = async (body: unknown): Promise<string> => {
    const id = String((await askLater(body)).body["id"]);
    const { status } = await approve(id);
    if (status !== 200) throw new Error(`The approval of ${id} was answered with ${status}.`);
    await settle(id);
    return id;
  };
  return { ask, askLater, approve, settle, approvedAndSettled };
};

export type Paying = ReturnType<typeof payingIn>;
