import { instant } from "../../core/clock.ts";
import type { KeptConsent } from "../../core/consent/evidence-store.ts";
import { keyStatementOf } from "../../core/consent/key-statement.ts";
import { challengeOf, type ReturnTerms } from "../../core/consent/terms.ts";
import { toBase64Url } from "../../core/encoding.ts";
import {
  escrowReturnIdOf,
  type HolderId,
  type IntentId,
  type RequestId,
  returnIdOf,
  signedRequestIdOf,
  type TransferId,
} from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import {
  isNamedPayer,
  judgeReturn,
  paidSigner,
  type ReturnRefusal,
  type SignedReturn,
} from "../../core/returns/judge-return.ts";
import { type PaidLine, paidLineOf, returnGroupOf } from "../../core/returns/return-transfers.ts";
import { refuseSigned } from "./change-wallet.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/**
 * Sends back what the signer was paid, once and for ever: what was signed is the request, and names the transfer. Whom it goes to
 * and what is left of it is read from the ledger and from what the payer had signed, never from a message.
 */
export const settleReturn = async (signed: SignedReturn, deps: LedgerDeps): Promise<void> => {
  const { terms } = signed;
  const challenge = toBase64Url(await challengeOf(terms));
  const request = await signedRequestIdOf({ holder: terms.holder as HolderId, challenge });
  const paid = await paymentOf(terms, deps);
  const isPosted = (await storedUnder(returnIdOf(request), deps))?.status === "posted";
  const refusal = isPosted ? undefined : await post({ request, signed, paid }, deps);
  if (refusal !== undefined) return refuseSigned({ request, signed, reason: refusal }, deps);
  if (paid !== undefined) await tell(request, { paid, terms }, deps);
  return deps.requests.mark(request, { state: "done" });
};

type Paid = PaidLine & { readonly consent: KeptConsent };

/** The payment that the terms name, if it paid the signer, with what its payer had signed. */
const paymentOf = async (terms: ReturnTerms, deps: LedgerDeps): Promise<Paid | undefined> => {
  const stored = await storedUnder(terms.transfer as TransferId, deps);
  if (stored?.status !== "posted" || !(await paidSigner(terms, stored.transfer))) return undefined;
  const { transfer } = stored;
  const intent = transfer.ref as IntentId;
  // A claim counts its own tries: the intent knows which version was paid, and the terms say whether the claim is of them.
  const version = transfer.code === "claim" ? (await deps.intents.get(intent))?.version : transfer.version;
  const consent = version === undefined ? undefined : await deps.evidence.get(intent, version);
  const line = consent && (await paidLineOf(transfer, consent));
  return consent && line && { ...line, consent };
};

const post = async (
  wanted: { readonly request: RequestId; readonly signed: SignedReturn; readonly paid: Paid | undefined },
  deps: LedgerDeps,
): Promise<ReturnRefusal | undefined> => {
  const { request, signed, paid } = wanted;
  const key = await judgeReturn(signed, deps);
  if (!key.ok) return key.fault;
  if (paid === undefined) return "original_unknown";
  if (!(await isNamedPayer(signed.terms, paid.consent, deps.holders))) return "payee_changed";
  const proved = { ...signed, key: keyStatementOf(key.value) };
  await deps.evidence.keepChange({ ...proved, request, keptAt: instant(deps.clock()) });
  const group = await returnGroupOf(returnIdOf(request), paid, proved);
  const [outcome] = await deps.ledger.post(admit([group], "owner_signature"));
  if (outcome === undefined) throw new Error("The ledger left a return without an outcome.");
  deps.log.info("return_ended", { request, intent: paid.original.ref, outcome: outcome.status });
  return outcome.status === "refused" ? outcome.reason : undefined;
};

const storedUnder = async (id: TransferId, { holds }: LedgerDeps): Promise<StoredTransfer | undefined> =>
  (await holds.stored([id]))[0];

/** So that both phones show it. */
const tell = async (
  request: RequestId,
  { paid, terms }: { readonly paid: Paid; readonly terms: ReturnTerms },
  { returns, clock }: LedgerDeps,
): Promise<void> => {
  const debited = returnIdOf(request);
  const credited = paid.escrowed === undefined ? debited : await escrowReturnIdOf(debited);
  const part = { line: paid.line, amount: terms.amount, at: instant(clock()), debited, credited };
  await returns.markReturn(paid.original.ref as IntentId, part);
};
