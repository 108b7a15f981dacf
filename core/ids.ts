import type { Brand } from "./brand.ts";
import { canonicalJson } from "./consent/canonical-json.ts";
import { sha256, toBase32, utf8 } from "./encoding.ts";

export type HolderId = Brand<"HolderId">;
export type IntentId = Brand<"IntentId">;
export type WalletId = Brand<"WalletId">;
export type TransferId = Brand<"TransferId">;
export type TopUpId = Brand<"TopUpId">;
/** Of what somebody reports of a payment. */
export type CaseId = Brand<"CaseId">;
export type KeyId = Brand<"KeyId">;
/** Of what the owner of a wallet asks to be changed. */
export type RequestId = Brand<"RequestId">;
export type PayoutId = Brand<"PayoutId">;

/** 26 base-32 characters: 130 bits of SHA-256, so that no two sources share an id. */
const derivedLength = 26;

/** The same parts give the same id, for ever: creating a thing twice is impossible rather than detected. */
const derive = async (prefix: string, parts: readonly (string | number)[]): Promise<string> =>
  prefix + toBase32(await sha256(utf8(canonicalJson(parts))), derivedLength);

/** A holder is one subject of one identity provider. */
export const holderIdOf = async (issuer: string, subject: string): Promise<HolderId> =>
  (await derive("hol_", ["holder", issuer, subject])) as HolderId;

/** One intent per root post and payer. `payerUserId` is the payer's permanent id on the channel. */
export const intentIdOf = async (source: {
  channel: string;
  rootPostId: string;
  payerUserId: string;
}): Promise<IntentId> =>
  (await derive("pi_", ["intent", source.channel, source.rootPostId, source.payerUserId])) as IntentId;

/** The personal wallet of a holder in one currency. */
export const personalWalletIdOf = async (holder: HolderId, currency: string): Promise<WalletId> =>
  (await derive("wal_", ["personal", holder, currency])) as WalletId;

/** A wallet of the system itself (funding, payout, fees) in one currency. */
export const systemWalletIdOf = async (kind: string, currency: string): Promise<WalletId> =>
  (await derive("wal_", ["system", kind, currency])) as WalletId;

/** One transfer per payer, intent and line, whatever the version: a line settles once. */
export const transferIdOf = async (line: { payer: HolderId; intent: IntentId; line: number }): Promise<TransferId> =>
  (await derive("tr_", ["payment", line.payer, line.intent, line.line])) as TransferId;

/** The wallet that keeps the money of one line until its payee is found: nothing else ever lies in it. */
export const escrowWalletIdOf = async (escrowed: TransferId): Promise<WalletId> =>
  (await derive("wal_", ["escrow", escrowed])) as WalletId;

/** What ends an escrow has one id, whichever way the money goes: it goes once. */
export const claimIdOf = async (escrowed: TransferId): Promise<TransferId> =>
  (await derive("tr_", ["claim", escrowed])) as TransferId;

/** One transfer per payment that somebody from outside reports under a reference of his own. */
export const topUpIdOf = async (source: { provider: string; reference: string }): Promise<TransferId> =>
  (await derive("tr_", ["top_up", source.provider, source.reference])) as TransferId;

/** One top-up per holder and `Idempotency-Key`: asking twice is impossible. */
export const topUpRequestIdOf = async (request: { holder: HolderId; key: string }): Promise<TopUpId> =>
  (await derive("tu_", ["top_up_request", request.holder, request.key])) as TopUpId;

/** One request per holder and `Idempotency-Key`. */
export const requestIdOf = async (request: { holder: HolderId; key: string }): Promise<RequestId> =>
  (await derive("rq_", ["request", request.holder, request.key])) as RequestId;

/** What was signed is one request, whoever sends it and how often: the challenge (base64url) that the key signed names it. */
export const signedRequestIdOf = async (signed: { holder: HolderId; challenge: string }): Promise<RequestId> =>
  (await derive("rq_", ["signed_request", signed.holder, signed.challenge])) as RequestId;

/** A return is the transfer of its request: the one names the other, so that its evidence is found by either. */
export const returnIdOf = (request: RequestId): TransferId => `tr_${request.slice("rq_".length)}` as TransferId;

export const requestIdOfReturn = (transfer: TransferId): RequestId => `rq_${transfer.slice("tr_".length)}` as RequestId;

/** What was claimed goes back by its escrow: the second half of a return. */
export const escrowReturnIdOf = async (returned: TransferId): Promise<TransferId> =>
  (await derive("tr_", ["escrow_return", returned])) as TransferId;

/** What else moves because of a provider's payment: one transfer per step, under the provider's own reference for it. */
export const providerStepIdOf = async (of: {
  provider: string;
  reference: string;
  step: "suspended" | "taken" | "owed" | "collected" | "returned" | "repaid";
}): Promise<TransferId> => (await derive("tr_", ["provider_step", of.provider, of.reference, of.step])) as TransferId;

/** What was signed to be paid out is one payout: its id is the request's own, and either says the other. */
export const payoutIdOf = (request: RequestId): PayoutId => request.replace(/^rq_/, "po_") as PayoutId;
export const requestOfPayout = (payout: PayoutId): RequestId => payout.replace(/^po_/, "rq_") as RequestId;

/** What a payout reserves of the wallet until the bank has said what became of it. */
export const payoutHoldIdOf = async (payout: PayoutId): Promise<TransferId> =>
  (await derive("tr_", ["payout_hold", payout])) as TransferId;

/** What gives that back where the bank does not make the transfer. */
export const payoutVoidIdOf = async (payout: PayoutId): Promise<TransferId> =>
  (await derive("tr_", ["payout_void", payout])) as TransferId;

/** A booking of the bank moves money once, whatever it is taken for: one transfer under the bank's own reference … */
export const bankEntryIdOf = async (reference: string): Promise<TransferId> =>
  (await derive("tr_", ["bank_entry", reference])) as TransferId;

/** … and one more where money that nobody was named for has found its owner. */
export const bankAssignedIdOf = async (reference: string): Promise<TransferId> =>
  (await derive("tr_", ["bank_assigned", reference])) as TransferId;

/** The one transfer that gives a hold back when its time is over. */
export const voidIdOf = async (hold: TransferId): Promise<TransferId> =>
  (await derive("tr_", ["hold_is_due", hold])) as TransferId;

/** One case per payment's line and who reports it. */
export const caseIdOf = async (of: { intent: IntentId; line: number; reporter: HolderId }): Promise<CaseId> =>
  (await derive("ca_", ["case", of.intent, of.line, of.reporter])) as CaseId;

/** A subscription to push messages is known by its endpoint, which is itself a secret of the phone's. */
export const pushSubscriptionIdOf = (endpoint: string): Promise<string> => derive("psh_", ["push", endpoint]);

/** The id of a payment key is the hash of its public key, so that a key cannot be enrolled under another's id. */
export const keyIdOf = async (publicKey: string): Promise<KeyId> => (await derive("key_", ["key", publicKey])) as KeyId;
