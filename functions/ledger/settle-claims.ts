import type { ClaimBook, HeldLine } from "../../core/claim/claim-book.ts";
import {
  type ClaimCause,
  type ClaimEnd,
  endIn,
  endingOf,
  endsOf,
  type Escrow,
  escrowOf,
  nextVersion,
} from "../../core/claim/claim-transfers.ts";
import { hourMs, type Instant, instant } from "../../core/clock.ts";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import { claimIdOf, type HolderId, type IntentId, type TransferId, transferIdOf } from "../../core/ids.ts";
import { stateByClaims } from "../../core/intent/claims.ts";
import type { ClaimOutcome } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import { escrowWallet } from "../../core/ledger/new-wallets.ts";
import { currencyOf } from "../../core/money/currency.ts";
import type { Holder } from "../../core/holder/holder.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** All that the money of people without a wallet needs. */
export type ClaimDeps = Pick<LedgerDeps, "ledger" | "holds" | "openWallets" | "clock" | "log"> & {
  readonly claims: ClaimBook;
  readonly holders: Pick<LedgerDeps["holders"], "byLink">;
  readonly evidence: Pick<EvidenceStore, "get">;
  readonly intents: Pick<IntentStore, "markClaims">;
};

/** The lines of a payment that wait for their payees, by their indexes. */
export const waitingIn = ({ terms }: Pick<SignedPayment, "terms">): readonly number[] =>
  terms.lines.flatMap((line, index) => (line.claim_until === undefined ? [] : [index]));

/** Before the money moves: opens the escrow of each line that waits, and writes down whom it waits for. */
export const openEscrows = async (payment: SignedPayment, { ledger, claims }: ClaimDeps): Promise<void> => {
  const { terms } = payment;
  const currency = currencyOf(terms.currency);
  for (const held of await heldLinesOf(payment)) {
    if (currency === undefined) throw new Error(`No wallets are opened in ${terms.currency}.`);
    const [opened] = await ledger.open([await escrowWallet(held.escrowed, currency)]);
    if (opened?.status === "refused") throw new Error("An escrow is not what it should be.");
    await claims.put(held, held.until);
  }
};

const heldLinesOf = async ({ terms }: SignedPayment): Promise<readonly (HeldLine & { readonly until: Instant })[]> => {
  const held = await Promise.all(
    terms.lines.map(async ({ channel, user_id: userId, claim_until: until }, index) => {
      const [escrowed] = await escrowedLines(terms, [index]);
      return until === undefined || escrowed === undefined ? [] : [{ account: { channel, userId }, escrowed, until }];
    }),
  );
  return held.flat();
};

/** The transfers that took these lines of a payment into escrow. */
export const escrowedLines = (
  { payer, intent }: { readonly payer: string; readonly intent: string },
  lines: readonly number[],
): Promise<readonly TransferId[]> =>
  Promise.all(lines.map((line) => transferIdOf({ payer: payer as HolderId, intent: intent as IntentId, line })));

/**
 * Ends each escrow, if it may be ended, once and for ever, whoever else does it at the same moment; then says so on its intent.
 * Nobody's word is taken for anything: what waits, for whom and until when is read from the ledger and from what the payer signed.
 */
export const settleClaims = async (
  escrowed: readonly TransferId[],
  cause: ClaimCause,
  deps: ClaimDeps,
): Promise<void> => {
  for (const transfer of await deps.holds.stored(escrowed)) {
    const escrow = await escrowIn(transfer, deps);
    if (escrow === undefined) continue;
    const held = { account: accountOf(escrow), escrowed: escrow.transfer.id };
    const end = await settleClaim(escrow, cause, deps);
    if (end !== undefined) {
      await markEnd(escrow, deps);
      await deps.claims.remove(held);
    } else if (cause === "due") {
      await deps.claims.postpone(held, instant(deps.clock() + hourMs));
    }
  }
};

const accountOf = ({ line }: Escrow): HeldLine["account"] => ({ channel: line.channel, userId: line.user_id });

/** Gives back what nobody has claimed in time. What was never paid, and cannot be any more, is forgotten. */
export const settleDueClaims = async (lines: readonly HeldLine[], deps: ClaimDeps): Promise<void> => {
  await settleClaims(
    lines.map(({ escrowed }) => escrowed),
    "due",
    deps,
  );
  for (const line of lines) {
    const stored = await storedUnder(line.escrowed, deps);
    if (stored?.status !== "posted") await deps.claims.removeDue(line, instant(deps.clock()));
  }
};

/** Undefined for what moved no money into escrow; throws where its terms are gone, since nobody may guess whose it is. */
const escrowIn = async (stored: StoredTransfer, { evidence }: ClaimDeps): Promise<Escrow | undefined> => {
  if (stored.status === "refused" || stored.transfer.code !== "escrow_in") return undefined;
  const { id, ref, version } = stored.transfer;
  const kept = await evidence.get(ref as IntentId, version);
  const escrow = await escrowOf(stored.transfer, kept?.terms);
  if (escrow === undefined) throw new Error(`Nobody has signed the escrow ${id}.`);
  return escrow;
};

/** Each time somebody else may have been first, with another end, or with a refusal of it. */
const attempts = 5;

/** How the escrow has ended, or undefined where it goes on. */
const settleClaim = async (escrow: Escrow, cause: ClaimCause, deps: ClaimDeps): Promise<ClaimEnd | undefined> => {
  const id = await claimIdOf(escrow.transfer.id);
  const known = endIn(await storedUnder(id, deps));
  if (known !== undefined) return known;
  const owner = await deps.holders.byLink(accountOf(escrow));
  for (const end of endsOf(escrow, owner, { cause, clock: deps.clock })) {
    const settled = await postEnd(escrow, { id, end, owner }, deps);
    if (settled !== undefined) return settled;
  }
  return undefined;
};

const postEnd = async (
  escrow: Escrow,
  wanted: { readonly id: TransferId; readonly end: ClaimEnd; readonly owner: Holder | undefined },
  deps: ClaimDeps,
): Promise<ClaimEnd | undefined> => {
  const { end, owner } = wanted;
  const { intent } = escrow.terms;
  if (end === "claimed" && owner !== undefined) await deps.openWallets([owner.id]);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const stored = await storedUnder(wanted.id, deps);
    if (endIn(stored) !== undefined) return endIn(stored);
    const transfer = await endingOf(escrow, { end, owner, version: nextVersion(stored) });
    const [outcome] = await deps.ledger.post(admit([{ transfers: [transfer] }], "earlier_signature"));
    if (outcome === undefined) throw new Error("The ledger left a claim without an outcome.");
    if (outcome.status !== "refused") {
      deps.log.info("claim_ended", { intent, line: escrow.index, end });
      return end;
    }
    if (outcome.reason === "transfer_mismatch" || outcome.reason === "version_refused") continue;
    // The wallet does not take it now: it is tried again, and goes back when its time is over.
    deps.log.warn("claim_waits", { intent, line: escrow.index, end, reason: outcome.reason });
    return undefined;
  }
  throw new Error("An escrow was busy all the time.");
};

const storedUnder = async (id: TransferId, { holds }: ClaimDeps): Promise<StoredTransfer | undefined> =>
  (await holds.stored([id]))[0];

/** All lines of the payment as the journal has them by now: who marks last has seen all that have ended. */
const markEnd = async ({ terms, transfer }: Escrow, deps: ClaimDeps): Promise<void> => {
  const lines = waitingIn({ terms });
  const ids = await escrowedLines(terms, lines);
  const ends = await Promise.all(ids.map(async (id) => endIn(await storedUnder(await claimIdOf(id), deps))));
  const outcomes = ends.map((end): ClaimOutcome => end ?? "held");
  const ended = lines.flatMap((line, index) => {
    const end = ends[index];
    return end === undefined ? [] : [[line, end] as const];
  });
  await deps.intents.markClaims({
    id: terms.intent as IntentId,
    version: transfer.version,
    to: stateByClaims(outcomes),
    claims: Object.fromEntries(ended),
    at: instant(deps.clock()),
  });
};

/** Somebody has proved that an account is his: what has waited for him is his. */
export const claimFor = async (account: HeldLine["account"], deps: ClaimDeps): Promise<void> =>
  settleClaims(await deps.claims.of(account), "joined", deps);
