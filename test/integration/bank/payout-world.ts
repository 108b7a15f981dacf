import type { PayoutTerms } from "../../../core/consent/terms.ts";
import type { SignedChange } from "../../../core/consent/judge-change.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import { payoutIdOf, type WalletId } from "../../../core/ids.ts";
import { bankSuspenseIdOf, bankWalletIdOf } from "../../../core/bank/bank-transfers.ts";
import { EUR } from "../../../core/money/currency.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { type Person, startWorld } from "../consent/consent-world.ts";
import { requestOf, sendSigned, signedBy } from "../consent/signed-requests.ts";

export const iban = "FR1420041010050500013M02606";

/** The ledger's processor with people who pay out, and the word of the bank as the bank's queue brings it. */
export const startPayoutWorld = async (options: Parameters<typeof startWorld>[0] = {}) => {
  const world = await startWorld(options);
  const termsOf = ({ id }: Pick<Person, "id">, amount: number, others: Partial<PayoutTerms> = {}): PayoutTerms => ({
    ...{ v: 1, purpose: "payout", stage: "test", holder: id, currency: "EUR", amount, iban, name: "Alice Martin" },
    ...{ check: "match", expires: instant(world.clock() + 5 * minuteMs), nonce: freshNonce() },
    ...others,
  });
  /** As `api` writes it and the relay passes it on; the payout's id. */
  const payOut = async (signed: SignedChange<PayoutTerms>) => payoutIdOf((await sendSigned(world, signed)).id);

  /** A payout of a new person's that is held. */
  const heldPayout = async (cents: bigint, amount: number) => {
    const alice = await world.newPerson("alice", cents);
    const payout = await payOut(await signedBy(termsOf(alice, amount), alice));
    return { alice, payout };
  };

  const booked = (reference: string, amount: number, meaning: object) =>
    world.request(
      { type: "bank_entry.booked.v1", reference, amount, currency: "EUR", meaning },
      world.deps.bankQueueArn,
    );
  const rejected = (payout: string) =>
    world.request({ type: "payout.rejected.v1", payout, reason: "AC04" }, world.deps.bankQueueArn);
  const availableIn = async (wallet: WalletId): Promise<bigint> =>
    (await world.ledger.balance(wallet))?.available ?? 0n;

  return {
    ...world,
    termsOf,
    signedBy,
    requestOf,
    payOut,
    heldPayout,
    booked,
    rejected,
    /** What lies at the bank by our books, in cents. */
    atBank: async (): Promise<bigint> => -(await availableIn(await bankWalletIdOf(EUR))),
    inSuspense: async (): Promise<bigint> => availableIn(await bankSuspenseIdOf(EUR)),
    faults: () =>
      faultsOfBooks({
        client: world.client,
        wallets: world.tableName("Wallets"),
        transfers: world.tableName("Transfers"),
      }),
  };
};

export type PayoutWorld = Awaited<ReturnType<typeof startPayoutWorld>>;
