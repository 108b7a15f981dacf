import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createOfflineIdTokenVerifier } from "../../adapters/identity/offline-id-token.ts";
import { createOfflineSignatureVerifier } from "../../adapters/webauthn/offline-signature.ts";
import { commitmentTo } from "../../core/consent/commitment.ts";
import {
  type EnrolmentProof,
  enrolmentHash,
  type KeyStatement,
  keyStatementOf,
} from "../../core/consent/key-statement.ts";
import type { Evidence } from "../../core/consent/evidence.ts";
import { challengeOf, type EnrolTerms, type PaymentTerms } from "../../core/consent/terms.ts";
import { type Bytes, toBase64Url } from "../../core/encoding.ts";
import { type HolderId, holderIdOf, type IntentId, personalWalletIdOf, transferIdOf } from "../../core/ids.ts";
import { type DayRoot, dayRootMessage, rootKeyIdOf, type SignedDayRoot } from "../../core/proof/day-root.ts";
import { inclusionPath, merkleRoot } from "../../core/proof/merkle-tree.ts";
import type { Receipt, StageKeys } from "../../core/proof/receipt.ts";
import { transferLeaf, type TransferRecord } from "../../core/proof/transfer-record.ts";
import type { Trust } from "../../core/proof/verify-signature.ts";
import { createDeviceKey, createPasskey, freshNonce } from "./software-authenticator.ts";

const place = { origin: "https://pay.example", relyingParty: "pay.example" };
const identity = { issuer: "https://identity.example", client_id: "piaf-app" };
const stage = "test";
const enrolledAt = "2026-11-23T09:00:00.000Z";
const postedAt = "2026-11-24T12:00:30.000Z";
const signInS = Date.parse(enrolledAt) / 1_000 - 60;

const newRootKey = async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const spki = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)));
  const signRoot = async (root: Omit<DayRoot, "key_id">): Promise<SignedDayRoot> => {
    const unsigned = { ...root, key_id: await rootKeyIdOf(spki) };
    const signature = await crypto.subtle.sign(
      { name: "ECDSA", hash: "SHA-256" },
      privateKey,
      dayRootMessage(unsigned),
    );
    return { ...unsigned, signature: toBase64Url(new Uint8Array(signature)) };
  };
  return { published: { key_id: await rootKeyIdOf(spki), public_key: spki }, signRoot };
};

/** A stage in memory: its keys, its identity provider, and receipts as it would make them. */
export const createReceiptWorld = async () => {
  const [provider, stranger] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  const jwk = { ...(await exportJWK(provider.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  const root = await newRootKey();
  const keys: StageKeys = {
    v: 1,
    stage,
    root_keys: [root.published],
    identity: { ...identity, keys: [jwk] },
    relying_parties: [place.relyingParty],
    origins: [place.origin],
  };
  const trust: Trust = {
    keys,
    verifiers: {
      signature: createOfflineSignatureVerifier(keys.origins),
      idToken: createOfflineIdTokenVerifier(keys.identity),
    },
  };
  const payer = await holderIdOf(identity.issuer, "alice");

  const idToken = (claims: Record<string, unknown>, by = provider.privateKey): Promise<string> =>
    new SignJWT({
      ...{ iss: identity.issuer, aud: identity.client_id, sub: "alice", token_use: "id" },
      ...{ auth_time: signInS, iat: signInS, exp: signInS + 900, ...claims },
    })
      .setProtectedHeader({ alg: "ES256", kid: "k1" })
      .sign(by);

  type Signer = {
    readonly statement: KeyStatement;
    readonly chain: readonly EnrolmentProof[];
    readonly assert: (challenge: Bytes) => Evidence;
  };

  const statementFor = async (
    key: Parameters<typeof keyStatementOf>[0],
    proof: EnrolmentProof,
  ): Promise<KeyStatement> => keyStatementOf({ ...key, enrolledAt, enrolment: await enrolmentHash(proof) });

  /** A passkey that a sign-in admitted. */
  const passkeySigner = async (
    more: {
      readonly claims?: Record<string, unknown>;
      readonly forged?: true;
      readonly at?: Partial<typeof place>;
      /** What the browser's own payment dialog showed. */
      readonly shown?: Readonly<Record<string, unknown>>;
    } = {},
  ): Promise<Signer> => {
    const passkey = await createPasskey({ ...place, ...more.at });
    const token = await idToken(
      { nonce: passkey.id, ...more.claims },
      more.forged ? stranger.privateKey : provider.privateKey,
    );
    const proof: EnrolmentProof = { way: "fresh_sign_in", id_token: token };
    return {
      statement: await statementFor(passkey.key, proof),
      chain: [proof],
      assert: (challenge) => {
        const dialog = more.shown && { rpId: place.relyingParty, topOrigin: place.origin, ...more.shown };
        return passkey.assert(challenge, dialog ? { payment: dialog } : {});
      },
    };
  };

  /** A device key that an earlier passkey admitted. */
  const deviceSigner = async (change: Partial<EnrolTerms> = {}): Promise<Signer> => {
    const earlier = await passkeySigner();
    const device = await createDeviceKey();
    const named = {
      stage,
      holder: payer,
      key: device.id,
      expires: "2026-11-23T09:05:00.000Z",
      nonce: freshNonce(),
      ...change,
    };
    const terms: EnrolTerms = { v: 1, purpose: "enrol", ...named };
    const evidence = earlier.assert(await challengeOf(terms));
    const proof: EnrolmentProof = { way: "earlier_key", terms, evidence, earlier: earlier.statement };
    const assert: Signer["assert"] = (challenge) => device.assert(challenge, { mac: "bWFj", expires: 1_800_000_000 });
    return { statement: await statementFor(device.key, proof), chain: [proof, ...earlier.chain], assert };
  };

  const line = { channel: "x", user_id: "102", handle: "bob", name: "Bob", amount: 1299 };
  const termsOf = (more: Partial<PaymentTerms> = {}): PaymentTerms => ({
    ...{ v: 1, purpose: "pay", stage, intent: "pi_cinema", version: 1, payer, lines: [line], currency: "EUR", fee: 0 },
    ...{ expires: "2026-11-25T12:00:00.000Z", nonce: freshNonce(), ...more },
  });

  /** A transfer that is posted on the consent of a signer, before the close. */
  const receiptBy = async (
    signer: Signer,
    more: { readonly terms?: Partial<PaymentTerms>; readonly transfer?: Partial<TransferRecord> } = {},
  ): Promise<Receipt & { readonly consent: NonNullable<Receipt["consent"]> }> => {
    const terms = termsOf(more.terms);
    const signed = { terms, evidence: signer.assert(await challengeOf(terms)), key: signer.statement };
    const transfer: TransferRecord = {
      id: await transferIdOf({ payer, intent: terms.intent as IntentId, line: 0 }),
      version: terms.version,
      debit: await personalWalletIdOf(payer, terms.currency),
      credit: await personalWalletIdOf("hol_bob" as HolderId, terms.currency),
      amount: terms.lines[0]?.amount ?? 0,
      currency: terms.currency,
      code: "payment",
      ref: terms.intent,
      posted_at: postedAt,
      consent: await commitmentTo(signed),
      ...more.transfer,
    };
    return { v: 1, transfer, consent: { ...signed, enrolment: signer.chain } };
  };

  /** The receipt after the close of its day, with so many other transfers on it. */
  const closed = async (open: Receipt, others = 4, more: Partial<DayRoot> = {}): Promise<Receipt> => {
    const rest = Array.from({ length: others }, (_, index) => transferLeaf({ ...open.transfer, id: `tr_${index}` }));
    const leaves = [...(await Promise.all(rest)), await transferLeaf(open.transfer)];
    const path = (await inclusionPath(leaves, others)).map(toBase64Url);
    const unsigned = { v: 1, stage, day: "2026-11-24", count: leaves.length, previous: null } as const;
    const signed = { ...unsigned, root: toBase64Url(await merkleRoot(leaves)), signed_at: "2026-11-25T00:15:00.000Z" };
    return { ...open, inclusion: { index: others, path, root: await root.signRoot({ ...signed, ...more }) } };
  };

  return { keys, trust, payer, passkeySigner, deviceSigner, receiptBy, closed, newRootKey };
};
