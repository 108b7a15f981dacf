import { createHmac } from "node:crypto";
import { createDynamoTopUpStore } from "../../../adapters/dynamodb/dynamo-top-up-store.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createSandboxProvider } from "../../../adapters/funding/sandbox/sandbox-provider.ts";
import type { OutgoingMessage } from "../../../adapters/sqs/queue-sender.ts";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { holderIdOf } from "../../../core/ids.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import { fundingRoutes } from "../../../functions/funding/routes.ts";
import { createSandboxCards } from "../../../local/sandbox-card/sandbox-cards.ts";
import { callRoute } from "../../support/http-events.ts";
import { silentLog } from "../../support/log.ts";
import { serveMount } from "../../support/mount-server.ts";
import { startWorld } from "../consent/consent-world.ts";

const issuer = "https://identity.example";
export const keys = { secretKey: "sk", restrictedKey: "rk", webhookSecret: "whsec" };

/** `funding` between the sandbox of cards, which runs, and the ledger; what it sends waits until a test has it delivered. */
export const startFundingWorld = async () => {
  const world = await startWorld();
  const cards = createSandboxCards({
    ...keys,
    // Nobody listens there: the tests tell of payments themselves.
    webhookUrl: "http://127.0.0.1:9/",
    clock: world.clock,
    laterMs: 20,
  });
  const server = await serveMount(cards.mount);
  const sent: OutgoingMessage[] = [];
  const secret = { secret_key: keys.secretKey, publishable_key: "pk", webhook_secrets: [keys.webhookSecret] };
  const handler = httpHandler(
    fundingRoutes({
      provider: createSandboxProvider({ readSecret: async () => secret, apiUrl: server.url, clock: world.clock }),
      topUps: createDynamoTopUpStore({ client: world.client, table: world.tableName("Top-Ups") }),
      queue: { send: async (messages) => void sent.push(...messages) },
      ledger: world.ledger,
      transfers: createDynamoTransferReader({ client: world.client, table: world.tableName("Transfers") }),
      limits: { minimum: 500n, maximum: 50_000n },
      clock: world.clock,
      log: silentLog,
    }),
    silentLog,
  );

  /** Somebody signed in, with a wallet. */
  const newCustomer = async (subject: string) => {
    const person = await world.newPerson(subject, 0n);
    const id = await holderIdOf(issuer, subject);
    const customer = { ...person, id, subject };
    await world.enrol(customer, person.passkey.key, true);
    await world.fund(customer, 1n);
    return customer;
  };

  const as = (subject: string) => ({ issuer, subject });
  const ask = (subject: string, body: unknown, key: string | undefined) =>
    callRoute(handler, {
      ...{ route: "POST /v1/top-ups", as: as(subject), body },
      headers: key === undefined ? {} : { "idempotency-key": key },
    });
  const show = (subject: string, id: string) =>
    callRoute(handler, { route: "GET /v1/top-ups/{id}", params: { id }, as: as(subject) });

  /** What a browser does on the page to pay on; its text. */
  const onPage = async ({ next }: TopUpView, form: Record<string, string>): Promise<string> => {
    const url = new URL((next as { url: string }).url, server.url);
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
    return answer.text();
  };
  const script = async (payment: string, what: object): Promise<void> => {
    await fetch(`${server.url}/script/${payment}`, { method: "POST", body: JSON.stringify(what) });
  };

  /** An event as the sandbox sends it, or as somebody else does who does not know the secret. */
  const tell = (
    payment: string,
    { secret: by = keys.webhookSecret, ageMs = 0, provider = "sandbox", body }: TellOptions = {},
  ) => {
    const text = body ?? JSON.stringify({ id: "evt_1", type: "payment.updated", payment });
    const timestamp = String(Math.floor((world.clock() - ageMs) / 1_000));
    const hash = createHmac("sha256", by).update(`evt_1.${timestamp}.${text}`).digest("base64");
    const headers = { "webhook-id": "evt_1", "webhook-timestamp": timestamp, "webhook-signature": `v1,${hash}` };
    const route = "POST /webhooks/funding/{provider}";
    return callRoute(handler, { route, params: { provider }, headers, body: text });
  };

  return {
    ...world,
    url: server.url,
    sent,
    newCustomer,
    ask,
    show,
    onPage,
    script,
    tell,
    /** Everything that was sent, to the ledger, in the order that `order` makes of it. */
    deliver: async (order: (messages: readonly unknown[]) => readonly unknown[] = (all) => all): Promise<void> => {
      const messages = sent.splice(0).map(({ body }) => body);
      for (const message of order(messages)) await world.request(message, world.deps.fundingQueueArn);
    },
    stop: async () => {
      await cards.stop();
      await server.stop();
      await world.stop();
    },
  };
};

type TellOptions = {
  readonly secret?: string;
  readonly ageMs?: number;
  readonly provider?: string;
  readonly body?: string;
};
