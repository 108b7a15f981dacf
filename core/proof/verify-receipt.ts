import { epochMs, minuteMs } from "../clock.ts";
import { commitmentTo } from "../consent/commitment.ts";
import type { PaymentTerms, ReturnTerms } from "../consent/terms.ts";
import { type Bytes, decodeExactBase64Url, toBase64Url } from "../encoding.ts";
import {
  claimIdOf,
  escrowWalletIdOf,
  type HolderId,
  type IntentId,
  personalWalletIdOf,
  type TransferId,
  transferIdOf,
} from "../ids.ts";
import { dayRootHolds } from "./day-root.ts";
import { rootByPath } from "./merkle-tree.ts";
import { type Inclusion, type Receipt, type ReceiptConsent, signerIn } from "./receipt.ts";
import type { ReceiptFault } from "./receipt-fault.ts";
import { dayOf, transferLeaf, type TransferRecord } from "./transfer-record.ts";
import { enrolmentFault } from "./verify-enrolment.ts";
import { signatureFault, type Trust } from "./verify-signature.ts";

/** One of the questions that a receipt is asked. */
export type ReceiptCheck = { readonly title: string; readonly fault: ReceiptFault | undefined };

type Question = {
  readonly title: string;
  readonly ask: (receipt: Receipt, trust: Trust) => Promise<ReceiptFault | undefined>;
};

/** Asks about the consent, where the receipt holds it. */
const ofConsent =
  (ask: (consent: ReceiptConsent, transfer: TransferRecord, trust: Trust) => Promise<ReceiptFault | undefined>) =>
  async ({ consent, transfer }: Receipt, trust: Trust): Promise<ReceiptFault | undefined> =>
    consent === undefined ? "consent_withheld" : ask(consent, transfer, trust);

/** The ledger judges the terms, then posts, within one run of it. */
const postingMs = minuteMs;

const movementFault = async (
  { terms }: ReceiptConsent,
  transfer: TransferRecord,
  { keys }: Trust,
): Promise<ReceiptFault | undefined> => {
  if (terms.stage !== keys.stage) return "stage_other";
  const fault = terms.purpose === "pay" ? await paymentFault(terms, transfer) : await returnFault(terms, transfer);
  if (fault !== undefined) return fault;
  return epochMs(terms.expires) + postingMs < epochMs(transfer.posted_at) ? "terms_expired" : undefined;
};

const paymentFault = async (terms: PaymentTerms, transfer: TransferRecord): Promise<ReceiptFault | undefined> => {
  const line = await lineOf(terms, transfer);
  if (line === undefined) return "transfer_other_payment";
  if ((await personalWalletIdOf(terms.payer as HolderId, terms.currency)) !== transfer.debit)
    return "transfer_other_payer";
  if (line.amount !== transfer.amount || terms.currency !== transfer.currency) return "transfer_other_amount";
  const isPayment = transfer.code === (line.claim_until ? "escrow_in" : "payment") && transfer.kind === undefined;
  const isSame = terms.version === transfer.version && terms.intent === transfer.ref && isPayment;
  return isSame ? undefined : "transfer_other_version";
};

/** A return names the transfer that it is of; where that was a claim, the second half of it names what the claim is of. */
const returnFault = async (terms: ReturnTerms, transfer: TransferRecord): Promise<ReceiptFault | undefined> => {
  const { of = "", code, kind } = transfer;
  if (code !== "return" || kind !== "reversal") return "transfer_other_version";
  const isSecondHalf = (await claimIdOf(of as TransferId)) === terms.transfer;
  if (of !== terms.transfer && !isSecondHalf) return "transfer_other_payment";
  const own = await personalWalletIdOf(terms.holder as HolderId, terms.currency);
  const debited = isSecondHalf ? await escrowWalletIdOf(of as TransferId) : own;
  if (transfer.debit !== debited) return "transfer_other_payer";
  return terms.amount === transfer.amount && terms.currency === transfer.currency ? undefined : "transfer_other_amount";
};

/** The line that the transfer's id derives from. */
const lineOf = async (
  terms: PaymentTerms,
  { id }: TransferRecord,
): Promise<PaymentTerms["lines"][number] | undefined> => {
  const payment = { payer: terms.payer as HolderId, intent: terms.intent as IntentId };
  const ids = await Promise.all(terms.lines.map((_line, line) => transferIdOf({ ...payment, line })));
  return terms.lines[ids.findIndex((known) => known === id)];
};

const keyFault = async (
  consent: ReceiptConsent,
  transfer: TransferRecord,
  trust: Trust,
): Promise<ReceiptFault | undefined> => {
  const { key, enrolment } = consent;
  if (epochMs(key.enrolled_at) > epochMs(transfer.posted_at)) return "enrolled_later";
  return enrolmentFault({ key, holder: signerIn(consent) }, enrolment, trust);
};

const inclusionFault = async (
  transfer: TransferRecord,
  { index, path, root }: Inclusion,
  { keys }: Trust,
): Promise<ReceiptFault | undefined> => {
  if (root.stage !== keys.stage) return "root_other_stage";
  const key = keys.root_keys.find(({ key_id: id }) => id === root.key_id);
  if (key === undefined) return "root_key_unknown";
  if (!(await dayRootHolds(root, key))) return "root_signature";
  if (root.day !== dayOf(transfer.posted_at)) return "root_other_day";
  const siblings = path.map(decodeExactBase64Url).filter((sibling): sibling is Bytes => sibling !== undefined);
  if (siblings.length < path.length) return "not_included";
  const led = await rootByPath(await transferLeaf(transfer), { index, count: root.count, path: siblings });
  return led !== undefined && toBase64Url(led) === root.root ? undefined : "not_included";
};

const questions: readonly Question[] = [
  { title: "The transfer is the payment that the terms describe", ask: ofConsent(movementFault) },
  {
    title: "The payer's key signed these terms",
    ask: ofConsent((consent, _transfer, trust) => signatureFault(consent, trust)),
  },
  {
    title: "The transfer was recorded with these terms, evidence and key",
    ask: ofConsent(async (consent, { consent: commitment }) =>
      (await commitmentTo(consent)) === commitment ? undefined : "commitment_wrong",
    ),
  },
  { title: "The key is the payer's", ask: ofConsent(keyFault) },
  {
    title: "The transfer is in the signed root of its day",
    ask: async ({ transfer, inclusion }, trust) =>
      inclusion === undefined ? "not_in_root" : inclusionFault(transfer, inclusion, trust),
  },
];

/**
 * Judges a receipt by what the stage has published, and by nothing else: no network, no clock. It holds when no check has
 * a fault. What it cannot tell: that the credited wallet is the one of the account that a line names, which is the word of
 * the stage, signed with the root.
 */
export const verifyReceipt = (receipt: Receipt, trust: Trust): Promise<readonly ReceiptCheck[]> =>
  Promise.all(questions.map(async ({ title, ask }) => ({ title, fault: await ask(receipt, trust) })));
