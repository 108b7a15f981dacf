import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { createSandboxChannel } from "../../../adapters/bank/bank-channels.ts";
import { createSandboxVerifier } from "../../../adapters/bank/payee-verifiers.ts";
import { createDynamoBankBooks, createDynamoBankStatements } from "../../../adapters/dynamodb/dynamo-bank-books.ts";
import { createDynamoLookupCounter } from "../../../adapters/dynamodb/dynamo-lookup-counter.ts";
import { createDynamoPayoutOutbox } from "../../../adapters/dynamodb/dynamo-payout-outbox.ts";
import { createDynamoPayoutStore } from "../../../adapters/dynamodb/dynamo-payout-store.ts";
import { isSignedBy, webhookSignature } from "../../../adapters/funding/sandbox/standard-webhook.ts";
import type { OutgoingMessage } from "../../../adapters/sqs/queue-sender.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import { type HolderId, holderIdOf, type PayoutId } from "../../../core/ids.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import type { BankDeps } from "../../../functions/bank/bank-deps.ts";
import { bankRoutes } from "../../../functions/bank/routes.ts";
import { sendPayouts } from "../../../functions/bank/send-payouts.ts";
import { createSandboxBank } from "../../../local/sandbox-bank/sandbox-bank.ts";
import { type Call, callRoute } from "../../support/http-events.ts";
import { silentLog } from "../../support/log.ts";
import { serveMount } from "../../support/mount-server.ts";
import { until } from "../../support/until.ts";
import { startPayoutWorld } from "./payout-world.ts";

const issuer = "https://identity.example";
export const own = { iban: "FR7630001007941234567890185" as Iban, name: "Piaf", bic: "BDFEFRPPCCT" };
const secret = "whsec";
const apiKey = "the key";

/** Where the sandbox of a bank delivers to: what came waits until a test hands it on, in the order that it likes. */
const startMailbox = async () => {
  const letters: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      letters.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(204).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { letters, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
};

/** `bank` between the sandbox of a bank, which runs, and the ledger; nothing goes on by itself. */
export const startBankWorld = async () => {
  const world = await startPayoutWorld();
  const mailbox = await startMailbox();
  const sandbox = createSandboxBank({
    ...{ iban: own.iban, apiKey, webhookSecret: secret, webhookUrl: mailbox.url, clock: world.clock, laterMs: 5 },
  });
  const server = await serveMount(sandbox.mount);
  const sent: OutgoingMessage[] = [];
  const queue = { isDown: false };
  const { client, tableName, clock } = world;
  const deps: BankDeps = {
    bank: "sandbox",
    account: async () => own,
    isFromBank: async (delivery) => isSignedBy([secret], { ...delivery, nowMs: clock() }),
    channel: createSandboxChannel({
      apiUrl: server.url,
      readSecret: async () => ({ api_key: apiKey, webhook_secrets: [secret], ...own }),
    }),
    verifier: createSandboxVerifier(),
    checks: createDynamoLookupCounter({ client, table: tableName("Bank") }),
    books: createDynamoBankBooks({ client, table: tableName("Bank") }),
    outbox: createDynamoPayoutOutbox({ client, payouts: tableName("Payouts"), bank: tableName("Bank") }),
    payouts: createDynamoPayoutStore({ client, table: tableName("Payouts") }),
    queue: {
      send: async (messages) => {
        if (queue.isDown) throw new Error("The queue does not answer.");
        sent.push(...messages);
      },
    },
    ledger: world.ledger,
    stage: "test",
    clock,
    log: silentLog,
  };
  const handler = httpHandler(bankRoutes(deps), silentLog);
  const call = (subject: string, request: Pick<Call, "route" | "body">) =>
    callRoute(handler, { ...request, as: { issuer, subject } });

  /** A delivery to the webhook, signed by the bank unless another secret is said. */
  const post = (body: string, { by = secret, ageMs = 0, bank = "sandbox" } = {}) => {
    const timestamp = String(Math.floor((clock() - ageMs) / 1_000));
    const signature = webhookSignature(by, { id: "msg_1", timestamp, body: new TextEncoder().encode(body) });
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": signature };
    return callRoute(handler, { route: "POST /webhooks/bank/{bank}", params: { bank }, headers, body });
  };

  /** What the bank has told, to the webhook; waits until it has told so much. */
  const mail = async (count: number): Promise<readonly string[]> => {
    await until(`${count} files of the bank`, () => mailbox.letters.length >= count);
    return mailbox.letters.splice(0).map(({ body }) => body);
  };
  const deliver = async (bodies: readonly string[]): Promise<void> => {
    for (const body of bodies) expectTaken(await post(body));
    for (const { body } of sent.splice(0)) await world.request(body, world.deps.bankQueueArn);
  };

  const script = async (what: object) => {
    const answer = await fetch(`${server.url}/script`, { method: "POST", body: JSON.stringify(what) });
    return (await answer.json()) as Record<string, string>;
  };

  /** Somebody signed in, with a wallet. */
  const newCustomer = async (subject: string, cents = 0n) => {
    const person = await world.newPerson(subject);
    const customer = { ...person, id: await holderIdOf(issuer, subject), subject };
    await world.enrol(customer, person.passkey.key, true);
    await world.request({ type: "wallet.requested.v1", holder: customer.id, currency: "EUR" });
    if (cents > 0n) await world.fund(customer, cents);
    return customer;
  };

  return {
    ...world,
    bank: deps,
    sent,
    queue,
    call,
    post,
    mail,
    deliver,
    script,
    newCustomer,
    referenceOf: (holder: HolderId) => deps.books.referenceOf(holder),
    run: (others: Partial<BankDeps> = {}) => sendPayouts({ ...deps, ...others }),
    bookings: async () => {
      const answer = await fetch(`${server.url}/bookings`);
      return ((await answer.json()) as { data: { reference: string; direction: string; cents: number }[] }).data;
    },
    stateOfPayout: async (id: PayoutId) => (await deps.payouts.get(id))?.state,
    statements: createDynamoBankStatements({ client, table: tableName("Bank") }),
    stop: async () => {
      await sandbox.stop();
      await server.stop();
      await mailbox.stop();
      await world.stop();
    },
  };
};

const expectTaken = ({ status, body }: { readonly status: number; readonly body: unknown }): void => {
  if (status !== 204) throw new Error(`The bank's file was refused: ${JSON.stringify(body)}`);
};

export type BankWorld = Awaited<ReturnType<typeof startBankWorld>>;
