import { createHmac } from "node:crypto";
import type { IntentView } from "../../contracts/http/intents.ts";
import type { PaymentTerms } from "../../core/consent/terms.ts";
import { bot } from "../../local/seed/people.ts";
import { eventOf } from "../../local/sim-x/event-of.ts";
import { createWorld, latestId, type World } from "../../local/sim-x/world.ts";
import type { Deployment } from "../../local/template/declared.ts";
import { freshNonce } from "../../test/support/software-authenticator.ts";
import { xSecret } from "../../test/support/simulated-x.ts";
import { signTerms } from "./approved-payments.ts";
import { type BenchCloud, startCloud } from "./cloud.ts";
import { meterLog } from "./log-meter.ts";
import { issuer, type Person, settleIn } from "./people.ts";
import { createWorkMeter, type Work } from "./work-meter.ts";
import { startFunctions } from "./whole-piaf.ts";

type Functions = ReturnType<typeof startFunctions>;

/** All that payments have used, from the webhook to the payer's phone that shows them as settled. */
export type MeasuredPayments = {
  readonly payments: number;
  readonly works: ReadonlyMap<string, Work>;
  readonly units: Readonly<Record<string, UnitsOfTable>>;
  /** Sends, receives and deletions, ten messages each at most. */
  readonly sqsRequests: number;
  readonly log: { readonly lines: number; readonly bytes: number };
  readonly replies: number;
};

type UnitsOfTable = { readonly writes: number; readonly reads: number };

/** So long the phone waits until it looks again. */
const lookAgainMs = 2_000;
export const appCallsPerPayment = 5;

const signed = (body: Uint8Array): string =>
  createHmac("sha256", xSecret.consumer_secrets[0] ?? "")
    .update(body)
    .digest("base64");

/** X tells the webhook of a post. */
const deliverPost = async (
  { deliver }: Functions,
  x: World,
  post: { readonly author: Person; readonly text: string },
) => {
  const written = x.write(post);
  if (!written.ok) throw new Error(written.fault.sentence);
  const told = eventOf(
    { post: written.value, id: latestId(written.value) },
    { world: x, bot, family: "xaa", nowMs: 0 },
  );
  const body = Buffer.from(JSON.stringify(told));
  const headers = { "x-twitter-webhooks-signature": `sha256=${signed(body)}` };
  const { status } = await deliver({ method: "POST", channel: "x", query: {}, headers, body });
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
};

type Stage = { readonly cloud: BenchCloud; readonly functions: Functions; readonly x: World };

/** A post, and five calls of the payer's phone: who I am, what waits, its terms, the approval, and how it ended. */
const payByPost = async (
  { cloud, functions, x }: Stage,
  { payer, payee }: { readonly payer: Person; readonly payee: Person },
): Promise<void> => {
  const { time } = cloud;
  const as = { issuer, subject: payer.subject };
  await deliverPost(functions, x, { author: payer, text: `@piaf pay €0.12 to @${payee.handle} for the cinema` });
  await time.sleep(lookAgainMs);
  await functions.call({ route: "GET /v1/me", as });
  const waiting = await functions.call({ route: "GET /v1/intents", query: { status: "open" }, as });
  const [open] = waiting.body["data"] as readonly IntentView[];
  const params = { id: open?.id ?? "" };
  const shown = await functions.call({ route: "GET /v1/intents/{id}", params, as });
  const terms = { ...(shown.body["terms"] as Omit<PaymentTerms, "nonce">), nonce: freshNonce() };
  const evidence = await signTerms(terms, { payer, kind: "passkey" }, time.clock());
  await functions.call({ route: "POST /v1/intents/{id}/approve", params, as, body: { terms, evidence } });
  await time.sleep(lookAgainMs);
  const ended = await functions.call({ route: "GET /v1/intents/{id}", params, as });
  if (ended.body["state"] !== "settled") throw new Error(`A payment ended as ${JSON.stringify(ended.body)}.`);
};

const unitsOf = ({ dynamodb, tableName }: BenchCloud, tables: readonly string[]) =>
  Object.fromEntries(
    tables.flatMap((table) => {
      const { indexes, writeUnits, readUnits } = dynamodb.meters.of(tableName(table));
      const named = Object.entries(indexes).map(
        ([index, units]) => [`${table}/${index}`, { writes: units.writeUnits, reads: units.readUnits }] as const,
      );
      return [[table, { writes: writeUnits, reads: readUnits }] as const, ...named];
    }),
  );

/** The ledger's own. */
export const ledgerTables = ["wallets", "transfers", "journal", "evidence"];
const tables = [...ledgerTables, "intents", "holders", "people", "replies", "connections"];

export type Traffic = {
  readonly deployment: Deployment;
  readonly people: readonly Person[];
  readonly payments: number;
  /** Between one post and the next; a payment takes some five seconds, most of it waiting. */
  readonly everyMs: number;
};

/** Everybody pays somebody in turn, through all of Piaf on the simulation, after as many payments that are not counted. */
export const measurePayments = async (traffic: Traffic): Promise<MeasuredPayments> => {
  const { people, payments, everyMs } = traffic;
  using cloud = await startCloud(traffic);
  const { time, dynamodb } = cloud;
  using log = meterLog();
  const meter = createWorkMeter(time);
  const functions = startFunctions(cloud, meter);
  await settleIn(cloud, { people, ledger: functions.ledger.ledger, cents: 100_000n });
  const stage = { cloud, functions, x: createWorld({ people: [...people, bot], clock: time.clock }) };
  const payAll = async (): Promise<void> => {
    const paying: Promise<void>[] = [];
    for (let payment = 0; payment < payments; payment += 1) {
      const far = payment + Math.floor(people.length / 2);
      const [payer, payee] = [people[payment % people.length], people[far % people.length]];
      if (payer && payee) paying.push(payByPost(stage, { payer, payee }));
      await time.sleep(everyMs);
    }
    await Promise.all(paying);
    await time.sleep(60_000);
  };
  await payAll();
  const before = { replies: functions.replies(), batches: functions.batches() };
  meter.reset();
  log.reset();
  dynamodb.meters.reset();
  await payAll();
  functions.stop();
  const sends = ["webhook", "relay"].reduce((sum, sender) => sum + (meter.works().get(sender)?.requests ?? 0), 0);
  return {
    payments,
    works: meter.works(),
    units: unitsOf(cloud, tables),
    // Lambda receives and deletes each batch by one request.
    sqsRequests: sends + 2 * (functions.batches() - before.batches),
    log: { lines: log.lines(), bytes: log.bytes() },
    replies: functions.replies() - before.replies,
  };
};
