import { createDynamoHolderRegistry } from "../../adapters/dynamodb/dynamo-holder-registry.ts";
import { instant } from "../../core/clock.ts";
import type { HolderRegistry, PaymentKey } from "../../core/holder/holder.ts";
import { holderIdOf, type HolderId, type TransferId } from "../../core/ids.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { noControls, openingSettings } from "../../core/limits/controls.ts";
import { defaultLimitRules } from "../../core/limits/limits.ts";
import { personalWallet, systemWallet } from "../../core/ledger/new-wallets.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SeededPerson } from "../../local/seed/people.ts";
import { createDeviceKey, createPasskey, freshNonce, proofOfTests } from "../../test/support/software-authenticator.ts";
import type { BenchCloud } from "./cloud.ts";

export const issuer = "https://cognito-idp.eu-west-3.amazonaws.com/eu-west-3_AbCdEfGhI";
/** As long as the names that AWS gives, since what is signed is stored and paid for. */
export const place = { origin: "https://d111111abcdef8.cloudfront.net", relyingParty: "d111111abcdef8.cloudfront.net" };

/** Somebody with a passkey, a device key, and an account on X. */
export type Person = SeededPerson & {
  readonly id: HolderId;
  readonly subject: string;
  readonly passkey: Awaited<ReturnType<typeof createPasskey>>;
  readonly device: Awaited<ReturnType<typeof createDeviceKey>>;
};

const createPerson = async (index: number): Promise<Person> => {
  const subject = `00000000-0000-4000-8000-${index.toString().padStart(12, "0")}`;
  return {
    handle: `marie_${index}`,
    name: `Marie Lefebvre ${index}`,
    userId: (1_400_000_000_000_100_000n + BigInt(index)).toString(),
    subject,
    id: await holderIdOf(issuer, subject),
    passkey: await createPasskey(place),
    device: await createDeviceKey(),
  };
};

export const createPeople = (count: number): Promise<readonly Person[]> =>
  Promise.all(Array.from({ length: count }, (_none, index) => createPerson(index)));

const enrol = async (registry: HolderRegistry, person: Person, at: string): Promise<void> => {
  const add = (key: PaymentKey, first: boolean) =>
    registry.enrolKey({ holder: person, key, proof: proofOfTests, nonce: freshNonce(), first });
  await add(person.passkey.key, true);
  await add(person.device.key, false);
  const { userId, handle } = person;
  await registry.link(person.id, { channel: "x", userId, handle, linkedAt: at });
};

/** Makes them known, with wallets that hold money. */
export const settleIn = async (
  { client, tableName, time, random }: BenchCloud,
  { people, ledger, cents }: { readonly people: readonly Person[]; readonly ledger: Ledger; readonly cents: bigint },
): Promise<void> => {
  const pace = { sleep: time.sleep, random: random.fork("enrol").next };
  const registry = createDynamoHolderRegistry({ client, pace, clock: time.clock, table: tableName("holders") });
  const funding = await systemWallet("funding", EUR);
  await ledger.open([funding]);
  const settings = openingSettings({ level: "full" }, noControls, defaultLimitRules);
  for (const person of people) {
    await enrol(registry, person, instant(time.clock()));
    const wallet = await personalWallet(person.id, EUR);
    await ledger.open([{ ...wallet, settings }]);
    const sides = { debit: funding.id, credit: wallet.id, amount: cents, currency: EUR };
    const id = `tr_fund_${person.userId}` as TransferId;
    await ledger.post([{ transfers: [{ id, version: 1, ...sides, code: "top_up", ref: "bench" }] }]);
  }
};
