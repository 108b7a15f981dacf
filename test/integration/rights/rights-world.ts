import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createDynamoOwnCases } from "../../../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoCloseBooks } from "../../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoDossier } from "../../../adapters/dynamodb/dynamo-dossier.ts";
import { createDynamoLedgerReader } from "../../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { readWallet } from "../../../adapters/dynamodb/shards.ts";
import type { ExportPage, StatementPage } from "../../../contracts/http/rights.ts";
import { instant } from "../../../core/clock.ts";
import { type EnrolmentProof, enrolmentHash } from "../../../core/consent/key-statement.ts";
import { holderIdOf } from "../../../core/ids.ts";
import type { LimitRules } from "../../../core/limits/limits.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import type { RightsDeps } from "../../../functions/rights/rights-deps.ts";
import { rightsRoutes } from "../../../functions/rights/routes.ts";
import { callRoute } from "../../support/http-events.ts";
import { silentLog } from "../../support/log.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { type Person, startWorld } from "../consent/consent-world.ts";

const issuer = "https://identity.example";
const clientId = "piaf-app";

/** Somebody who can sign in at `rights`. */
export type Member = Person & { readonly subject: string };

/** `rights` beside the ledger, on the tables of one world. */
export const startRightsWorld = async (options: { readonly rules?: LimitRules } = {}) => {
  const world = await startWorld(options);
  const { client, tableName } = world;
  const reading = {
    client,
    tables: { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") },
    pace: { sleep: async () => undefined, random: () => 0.5 },
  };
  const deps: RightsDeps = {
    dossier: createDynamoDossier({
      client,
      tables: {
        holders: tableName("Holders"),
        people: tableName("People"),
        controls: tableName("Controls"),
        intents: tableName("Intents"),
        topUps: tableName("Top-Ups"),
        payouts: tableName("Payouts"),
      },
    }),
    ...{ holders: world.holders, intents: world.intents, evidence: world.evidence },
    cases: createDynamoOwnCases({ client, table: tableName("Intents") }),
    ledger: createDynamoLedgerReader(reading),
    walletBooks: (wallet) => readWallet(reading, wallet),
    books: createDynamoCloseBooks(reading),
    timeZone: world.deps.rules.timeZone,
    stage: "test",
    clock: world.clock,
    log: silentLog,
  };
  const handler = httpHandler(rightsRoutes(deps), silentLog);
  const call = ({ subject }: Member, route: string, more: { params?: object; query?: object; body?: unknown } = {}) =>
    callRoute(handler as never, { route, as: { issuer, subject }, ...more } as Parameters<typeof callRoute>[1]);

  const provider = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(provider.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  const idToken = (claims: Record<string, unknown>): Promise<string> => {
    const at = Math.floor(world.clock() / 1_000) - 60;
    return new SignJWT({
      iss: issuer,
      aud: clientId,
      token_use: "id",
      auth_time: at,
      iat: at,
      exp: at + 900,
      ...claims,
    })
      .setProtectedHeader({ alg: "ES256", kid: "k1" })
      .sign(provider.privateKey);
  };

  /** A person with a linked account, who has enrolled a key by a sign-in, and holds so much. */
  const newMember = async (handle: string, cents = 0n): Promise<Member> => {
    const person = await world.stranger(handle);
    const member = { ...person, subject: `subject-${handle}`, id: await holderIdOf(issuer, `subject-${handle}`) };
    const { passkey } = member;
    const token = await idToken({ sub: member.subject, nonce: passkey.id, name: member.name });
    const proof: EnrolmentProof = { way: "fresh_sign_in", id_token: token };
    const at = instant(world.clock());
    const key = { ...passkey.key, enrolledAt: at, enrolment: await enrolmentHash(proof) };
    await world.holders.enrolKey({ holder: member, key, proof, nonce: freshNonce(), first: true });
    const link = { channel: "x", userId: member.userId, handle, linkedAt: at };
    await world.holders.link(member.id, link, { scopes: ["users.read"], text: "link.2026-11" });
    await world.deps.openWallets([member.id]);
    if (cents > 0n) await world.fund(member, cents);
    return member;
  };

  const pay = async (payer: Person, payee: Person, cents: bigint) => {
    const intent = await world.propose(payer, [[payee, cents]]);
    await world.deliver(await world.approve(intent, payer));
    return intent;
  };

  /** Every page of the export, as one list. */
  const exported = async (member: Member): Promise<ExportPage["data"]> => {
    const records: ExportPage["data"] = [];
    let cursor: string | undefined;
    do {
      const answer = await call(member, "GET /v1/me/export", { query: cursor === undefined ? {} : { cursor } });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      const page = answer.body as unknown as ExportPage;
      records.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    return records;
  };

  /** Every page of a statement: the first one's frame, and all entries. */
  const statement = async (member: Member, month: string): Promise<StatementPage> => {
    const pages: StatementPage[] = [];
    do {
      const cursor = pages.at(-1)?.next_cursor;
      const query = cursor === undefined ? {} : { cursor };
      const answer = await call(member, "GET /v1/me/statements/{month}", { params: { month }, query });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      pages.push(answer.body as unknown as StatementPage);
    } while (pages.at(-1)?.next_cursor !== undefined);
    const [first] = pages;
    if (first === undefined) throw new Error("There is always a first page.");
    return { ...first, data: pages.flatMap(({ data }) => data) };
  };

  return { ...world, rights: deps, identity: { issuer, clientId, jwk }, call, newMember, pay, exported, statement };
};

export type RightsWorld = Awaited<ReturnType<typeof startRightsWorld>>;
