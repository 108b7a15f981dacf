import { createIdTokenVerifier } from "../../../adapters/identity/id-token-verifier.ts";
import { createDynamoEnrolmentProofs } from "../../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoPinStore } from "../../../adapters/dynamodb/dynamo-pin-store.ts";
import { fetchPublishedKeys } from "../../../adapters/identity/published-keys.ts";
import { createEvidenceVerifier } from "../../../adapters/webauthn/evidence-verifier.ts";
import { createKeyRegistrar } from "../../../adapters/webauthn/key-registrar.ts";
import { relyingPartiesOf } from "../../../adapters/webauthn/relying-parties.ts";
import type { ChannelUser } from "../../../core/channel/channel-event.ts";
import { instant, minuteMs, secondMs } from "../../../core/clock.ts";
import { challengeOf, type EnrolTerms } from "../../../core/consent/terms.ts";
import { sha256, toBase64Url, utf8 } from "../../../core/encoding.ts";
import { type HolderId, holderIdOf, type KeyId } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import type { EnrolDeps } from "../../../functions/enrol/enrol-deps.ts";
import { enrolRoutes } from "../../../functions/enrol/routes.ts";
import { type Call, callRoute } from "../../support/http-events.ts";
import { silentLog } from "../../support/log.ts";
import type { createPasskey } from "../../support/software-authenticator.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { startTables } from "../../support/tables.ts";
import { startTokenIssuer } from "../../support/token-issuer.ts";

const stage = "test";
export const pinSecret = "a secret of enrol and ledger";
export const place = { origin: "https://pay.example", relyingParty: "pay.example" };
const identity = { issuer: "https://identity.example", clientId: "piaf-app" };

/** `enrol` with its tables, an identity provider, and a network that knows the codes of `accounts`. */
export const startEnrolWorld = async () => {
  const [{ client, tableName, stop }, provider] = await Promise.all([startTables(), startTokenIssuer()]);
  let nowMs = Date.parse("2026-11-24T12:00:00.000Z");
  let count = 0;
  const clock = () => nowMs;
  const parties = relyingPartiesOf(place.origin);
  const table = { client, clock, pace: { sleep: async () => undefined, random: () => 0 } };
  const accounts = new Map<string, ChannelUser>();
  /** What the network says that its accounts are called now. */
  const handles = new Map<string, string>();
  const deps: EnrolDeps = {
    holders: createDynamoHolderRegistry({ ...table, table: tableName("Holders") }),
    pins: createDynamoPinStore({ ...table, table: tableName("Pins") }),
    registrar: createKeyRegistrar(parties),
    verifier: createEvidenceVerifier({ parties, pinSecret: async () => pinSecret, clock }),
    signIns: createIdTokenVerifier({ ...identity, jwksUrl: provider.jwksUrl }, clock),
    channels: new Map([
      [
        "x",
        {
          exchangeCode: async ({ code }) => {
            const user = accounts.get(code);
            if (code === "network down") return fail("unavailable");
            return user === undefined ? fail("code_refused") : ok({ ...user, scopes: ["users.read"] });
          },
        },
      ],
    ]),
    directories: new Map([
      [
        "x",
        {
          find: async () => fail("unknown"),
          byId: async (userId) => {
            const handle = handles.get(userId);
            return handle === undefined ? fail("unavailable") : ok({ id: userId, handle, name: handle });
          },
        },
      ],
    ]),
    appOrigins: [place.origin],
    pinSecret: async () => pinSecret,
    salt: () => new Uint8Array(16).fill((count += 1)),
    stage,
    clock,
    log: silentLog,
  };
  const handler = httpHandler(enrolRoutes(deps), silentLog);

  const newPerson = async (name: string): Promise<Person> => {
    count += 1;
    const subject = `${name.toLowerCase()}-${count}`;
    return { name, subject, id: await holderIdOf(identity.issuer, subject) };
  };

  const call = (person: Person, route: string, more: Pick<Call, "body" | "params"> = {}) =>
    callRoute(handler, { route, as: { issuer: identity.issuer, subject: person.subject }, ...more });

  /** As the provider makes it when the person has just signed in for `nonce`. */
  const idToken = (person: Person, nonce: string, more: Record<string, unknown> = {}): Promise<string> => {
    const now = Math.floor(nowMs / secondMs);
    const times = { auth_time: now, iat: now, exp: now + 3_600 };
    const claims = { iss: identity.issuer, aud: identity.clientId, sub: person.subject, name: person.name };
    return provider.sign({ ...claims, token_use: "id", nonce, ...times, ...more });
  };

  const bySignIn = async (person: Person, key: KeyId, more: Record<string, unknown> = {}) => ({
    way: "fresh_sign_in" as const,
    id_token: await idToken(person, key, more),
  });

  const byEarlierKey = async (
    person: Person,
    claim: { readonly key: KeyId; readonly signer: Passkey; readonly change?: Partial<EnrolTerms> },
  ) => {
    const expires = instant(nowMs + minuteMs);
    const named = { stage, holder: person.id, key: claim.key, expires, nonce: freshNonce(), ...claim.change };
    const terms: EnrolTerms = { v: 1, purpose: "enrol", ...named };
    return { way: "earlier_key" as const, terms, evidence: claim.signer.assert(await challengeOf(terms)) };
  };

  const enrol = (person: Person, key: unknown, proof: unknown, more: { readonly name?: string } = {}) =>
    call(person, "POST /v1/me/keys", { body: { key, proof, ...more } });

  const pinToken = async (person: Person, pin: string, salt: string): Promise<string> =>
    idToken(person, toBase64Url(await sha256(utf8(`piaf pin ${salt} ${pin}`))));

  const wait = (milliseconds: number): void => {
    nowMs += milliseconds;
  };

  return {
    deps,
    stage,
    identity,
    enrolments: createDynamoEnrolmentProofs({ client, table: tableName("Holders") }),
    publishedKeys: () => fetchPublishedKeys(provider.jwksUrl),
    accounts,
    handles,
    client,
    holdersTable: tableName("Holders"),
    clock,
    wait,
    newPerson,
    call,
    idToken,
    bySignIn,
    byEarlierKey,
    enrol,
    pinToken,
    stop: async (): Promise<void> => {
      await Promise.all([stop(), provider.stop()]);
    },
  };
};

export type Person = { readonly name: string; readonly subject: string; readonly id: HolderId };
export type Passkey = Awaited<ReturnType<typeof createPasskey>>;
export type EnrolWorld = Awaited<ReturnType<typeof startEnrolWorld>>;
