import { createDynamoCloseBooks } from "../../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoCloseStore } from "../../../adapters/dynamodb/dynamo-close-store.ts";
import { createDynamoContactStore } from "../../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoEnrolmentProofs } from "../../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoErasureBook } from "../../../adapters/dynamodb/dynamo-erasure-book.ts";
import { createDynamoPersonalRecords } from "../../../adapters/dynamodb/dynamo-personal-records.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createOfflineIdTokenVerifier } from "../../../adapters/identity/offline-id-token.ts";
import { createOfflineSignatureVerifier } from "../../../adapters/webauthn/offline-signature.ts";
import type { ReceiptView } from "../../../contracts/http/receipt.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import { challengeOf, type CloseTerms } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { signedRequestIdOf, type TransferId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type ReceiptCheck, verifyReceipt } from "../../../core/proof/verify-receipt.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { showReceipt } from "../../../functions/api/receipts.ts";
import { close } from "../../../functions/clockwork/close.ts";
import { measureClose } from "../../../functions/clockwork/measure.ts";
import { eraseDue } from "../../../functions/eraser/erase-due.ts";
import type { EraserDeps } from "../../../functions/eraser/eraser-deps.ts";
import { createKeptLog } from "../../support/kept-log.ts";
import { createRootSigner } from "../../support/root-signer.ts";
import { scanTable } from "../../support/scan-table.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import type { TableName } from "../../support/tables.ts";
import { place } from "../consent/consent-world.ts";
import { type Member, startRightsWorld } from "./rights-world.ts";

const plenty = () => 10 * minuteMs;
const allTables: readonly TableName[] = [
  ...(["Top-Ups", "Wallets", "Transfers", "Journal", "Evidence", "Intents", "Holders", "People", "Controls"] as const),
  ...(["Claims", "Erasures", "Payouts", "Bank", "Pins", "Replies", "Connections", "Closes"] as const),
];

/** The ledger with `rights`, `eraser` and the daily close, and what their people sign. */
export const startEraserWorld = async () => {
  const world = await startRightsWorld();
  const { client, tableName, clock } = world;
  const pace = { sleep: async () => undefined, random: () => 0.5 };
  const { log, lines } = createKeptLog();
  const removed: string[] = [];
  const table = (name: TableName) => ({ client, table: tableName(name) });
  const books = createDynamoCloseBooks({
    client,
    tables: { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") },
    pace,
  });
  const eraser: EraserDeps = {
    erasures: createDynamoErasureBook(table("Erasures")),
    records: createDynamoPersonalRecords({
      client,
      tables: {
        ...{ holders: tableName("Holders"), people: tableName("People") },
        ...{ pins: tableName("Pins"), intents: tableName("Intents") },
      },
    }),
    signIns: { remove: async (subject) => void removed.push(subject) },
    contacts: createDynamoContactStore(table("People")),
    ...{ intents: world.intents, evidence: world.evidence, ledger: world.rights.ledger },
    walletBooks: world.rights.walletBooks,
    ...{ clock, log },
  };
  const closes = createDynamoCloseStore(table("Closes"));
  const signer = createRootSigner();
  const closeDay = (day: string) =>
    close(
      { day },
      {
        books,
        closes,
        signer,
        identityKeys: async () => [world.identity.jwk],
        measure: measureClose,
        stage: "test",
        clock,
        log,
      },
      plenty,
    );

  const closeTermsOf = ({ id }: Member, more: Partial<CloseTerms> = {}): CloseTerms => ({
    ...{ v: 1, purpose: "close", stage: "test", holder: id, currency: EUR },
    ...{ expires: instant(clock() + 5 * minuteMs), nonce: freshNonce(), ...more },
  });
  /** Asks for it as `api` does, and has it delivered; what became of it. */
  const askToClose = async (member: Member, { terms = closeTermsOf(member), by = member } = {}) => {
    const challenge = await challengeOf(terms);
    const signed = { terms, evidence: by.passkey.assert(challenge) };
    const id = await signedRequestIdOf({ holder: member.id, challenge: toBase64Url(challenge) });
    await world.requests.create({
      ...{ id, holder: member.id, change: { kind: "signed", ...signed }, state: "asked", askedAt: instant(clock()) },
    });
    const deliver = () => world.request({ type: "change.signed.v1", ...signed });
    await deliver();
    return { id, deliver, outcome: async () => world.requests.get(id) };
  };

  const receiptOf = async (member: Member, transfer: TransferId): Promise<ReceiptView> => {
    const deps = {
      transfers: createDynamoTransferReader(table("Transfers")),
      enrolments: createDynamoEnrolmentProofs(table("Holders")),
      ...{ evidence: world.evidence, closes },
    } as unknown as ApiDeps;
    const caller = { issuer: world.identity.issuer, subject: member.subject, holder: member.id };
    const { body } = await showReceipt(
      { params: { transfer }, query: {}, headers: {}, body: undefined, route: "", caller },
      deps,
    );
    return JSON.parse(JSON.stringify(body)) as ReceiptView;
  };
  const judge = async (receipt: ReceiptView): Promise<readonly ReceiptCheck[]> => {
    const identity = { issuer: world.identity.issuer, client_id: world.identity.clientId, keys: [world.identity.jwk] };
    const keys = {
      ...({ v: 1, stage: "test", root_keys: [await signer.publicKey()], identity } as const),
      ...{ relying_parties: [place.relyingParty], origins: [place.origin] },
    };
    const verifiers = {
      signature: createOfflineSignatureVerifier(keys.origins),
      idToken: createOfflineIdTokenVerifier(keys.identity),
    };
    return verifyReceipt(receipt as Parameters<typeof verifyReceipt>[0], { keys, verifiers });
  };

  /** Where a word stands: "People hol_… contact#…". Bytes are read as text, and tokens are opened. */
  const placesOf = async (word: RegExp): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const name of allTables) {
      for (const item of await scanTable(client, tableName(name))) {
        const said = JSON.stringify(item, (_key, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
        ).replaceAll(/eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+/g, (_token, payload: string) =>
          Buffer.from(payload, "base64url").toString("utf8"),
        );
        const key = [item["pk"] ?? item["id"] ?? item["intent"] ?? item["holder"] ?? item["account"], item["sk"]];
        if (word.test(said)) found.push([name, ...key.flatMap((part) => part?.S ?? [])].join(" "));
      }
    }
    return found;
  };

  return {
    ...world,
    ...{ eraser, lines, removed, closeDay, closeTermsOf, askToClose, receiptOf, judge, placesOf },
    erase: (remainingMs = plenty) => eraseDue(eraser, remainingMs),
    table,
  };
};

export type EraserWorld = Awaited<ReturnType<typeof startEraserWorld>>;
