import type { EnrolmentProof } from "../../core/consent/key-statement.ts";
import { toBase64Url } from "../../core/encoding.ts";
import {
  type HolderId,
  type IntentId,
  personalWalletIdOf,
  requestIdOfReturn,
  type TransferId,
} from "../../core/ids.ts";
import { pageNumberOf, pathOf } from "../../core/proof/day-tree.ts";
import { type Inclusion, type Receipt, type ReceiptConsent, signerIn } from "../../core/proof/receipt.ts";
import { dayOf, transferLeaf, type TransferRecord } from "../../core/proof/transfer-record.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** What a payer has signed: a payment, and one that waits for its payee; and what a payee has: a return. */
const signed: ReadonlySet<string> = new Set(["payment", "escrow_in", "return"]);

/** `GET /v1/receipts/{transfer}`: the proof of a payment, for its parties; for anybody else it does not exist. */
export const showReceipt = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const transfer = await deps.transfers.get((request.params["transfer"] ?? "") as TransferId);
  const wallet = transfer && (await personalWalletIdOf(request.caller.holder, transfer.currency));
  const isParty = transfer !== undefined && (transfer.debit === wallet || transfer.credit === wallet);
  if (!isParty || !signed.has(transfer.code)) {
    return problem("not_found", "There is no such payment of yours: GET /v1/activity lists yours by their transfers.");
  }
  const kept = await signedFor(transfer, deps);
  const mayRead = kept !== undefined && (transfer.debit === wallet || isOfOneLine(kept.terms));
  const receipt: Receipt = {
    v: 1,
    transfer,
    consent: mayRead ? await consentOf(kept, deps) : undefined,
    inclusion: await inclusionOf(transfer, deps),
  };
  return { status: 200, body: receipt };
};

/** What stands behind a receipt. */
type Signed = Pick<ReceiptConsent, "terms" | "evidence" | "key">;

/** A return that went through an escrow has two transfers, and was signed as the first of them. */
const signedFor = async (
  { id, code, ref, version }: TransferRecord,
  { evidence, intents }: ApiDeps,
): Promise<Signed | undefined> => {
  if (code !== "return") return evidence.get(ref as IntentId, version);
  const returns = Object.values((await intents.get(ref as IntentId))?.returns ?? {});
  const part = returns.find(({ debited, credited }) => debited === id || credited === id);
  const kept = await evidence.ofRequest(requestIdOfReturn(part?.debited ?? (id as TransferId)));
  return kept?.terms.purpose === "return" ? { ...kept, terms: kept.terms } : undefined;
};

const isOfOneLine = (terms: ReceiptConsent["terms"]): boolean => terms.purpose === "return" || terms.lines.length === 1;

const consentOf = async ({ terms, evidence, key }: Signed, deps: ApiDeps): Promise<ReceiptConsent> => ({
  terms,
  evidence,
  key,
  enrolment: await chainOf(signerIn({ terms }) as HolderId, key.enrolment, deps),
});

/** What admitted a key, then what admitted the key that admitted it, down to a sign-in. */
const chainOf = async (holder: HolderId, enrolment: string, deps: ApiDeps): Promise<readonly EnrolmentProof[]> => {
  const proof = await deps.enrolments.get(holder, enrolment);
  if (proof === undefined) return [];
  return proof.way === "fresh_sign_in" ? [proof] : [proof, ...(await chainOf(holder, proof.earlier.enrolment, deps))];
};

/** Undefined before the close of the transfer's day. */
const inclusionOf = async (transfer: TransferRecord, { closes }: ApiDeps): Promise<Inclusion | undefined> => {
  const day = dayOf(transfer.posted_at);
  const closed = await closes.get(day);
  if (closed === undefined) return undefined;
  const page = pageNumberOf(closed.tree, transfer.id);
  const hashes = page < 0 ? undefined : await closes.page(day, page);
  if (hashes === undefined) return undefined;
  const leaf = toBase64Url(await transferLeaf(transfer));
  const found = await pathOf(leaf, { index: closed.tree, page, hashes });
  return found && { ...found, root: closed.root };
};
