import * as z from "zod";
import { type Clock, instant, secondMs } from "../../core/clock.ts";
import type { Mount } from "../front-door/mount.ts";
import { createSignedDeliveries } from "../sandboxes/signed-deliveries.ts";
import { randomId } from "../sandbox-card/payment-book.ts";
import { answerBy, jsonOf, readRequest, send, sentence, type SimRequest, type SimRoute } from "../sim-x/answer.ts";
import { type BankAccount, type Booking, openBankAccount } from "./bank-account.ts";
import { notificationOf, rejectionOf, statementOf } from "./bank-messages.ts";
import { bankPage, bankPagePolicy } from "./bank-page.ts";
import { magicAccounts } from "./magic-accounts.ts";
import { type OrderedTransfer, readOrder } from "./read-order.ts";

export type SandboxBankSettings = {
  /** The folder that keeps the account; without one it lives in memory. */
  readonly dataDir?: string | undefined;
  readonly iban: string;
  /** What both sides know: the key of the API, and what files are signed with. */
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  /** How long a transfer takes, and then a return. */
  readonly laterMs?: number;
};

export type SandboxBank = {
  readonly mount: Mount;
  /** Gives up what is under way. */
  readonly stop: () => Promise<void>;
};

const prefix = "/sandbox-bank/";

/** A bank of its own: takes orders as `pain.001`, books them, and tells of each booking by a signed `camt.054`. */
export const createSandboxBank = (settings: SandboxBankSettings): SandboxBank => {
  const account = openBankAccount(settings.dataDir, settings.clock);
  const desk = openDesk(settings, account);
  const routes = routesOf(settings, account, desk);
  return {
    mount: {
      prefix,
      handle: async (request, response) => {
        const read = await readRequest(request, prefix);
        if (!read) return send(response, sentence(413, "A request to the sandbox holds at most 1 MiB."));
        const answer = await answerBy(routes, read);
        send(response, { ...answer, headers: { "content-security-policy": bankPagePolicy, ...answer.headers } });
      },
    },
    stop: desk.stop,
  };
};

type Desk = ReturnType<typeof openDesk>;

/** What the bank does, and whom it tells. */
const openDesk = (settings: SandboxBankSettings, account: BankAccount) => {
  const { clock, iban, laterMs = secondMs } = settings;
  const deliveries = createSignedDeliveries({ url: settings.webhookUrl, secret: settings.webhookSecret, clock });
  const timers = new Set<NodeJS.Timeout>();
  const told: string[] = [];
  const later = (work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, laterMs);
    timers.add(timer);
  };
  const naming = () => ({ id: randomId("SB").slice(0, 30), createdAt: instant(clock()), iban });
  const deliver = (body: string): void => {
    told.push(body);
    deliveries.deliver({ id: randomId("msg"), body, type: "application/xml" });
  };
  const book = (what: Parameters<BankAccount["book"]>[0]): Booking => {
    const booked = account.book(what);
    deliver(notificationOf(naming(), [booked]));
    return booked;
  };
  const sendBack = ({ cents, name, iban: other, end_to_end_id }: Booking, reason: string): Booking =>
    book({ ...{ direction: "credit", cents, name, iban: other, end_to_end_id }, return_reason: reason });
  const pay = (messageId: string, { endToEndId, cents, iban: other, name }: OrderedTransfer): void => {
    const outcome = magicAccounts[other];
    if (outcome === "rejected") return deliver(rejectionOf(naming(), { messageId, endToEndId, reason: "AC04" }));
    const booked = book({ ...{ direction: "debit", cents, name, iban: other }, end_to_end_id: endToEndId });
    if (outcome === "returned") later(() => sendBack(booked, "AC06"));
  };
  return {
    book,
    sendBack,
    order: (messageId: string, transfers: readonly OrderedTransfer[]): void => {
      if (account.take(messageId)) later(() => transfers.forEach((transfer) => pay(messageId, transfer)));
    },
    /** The day's statement up to now. */
    tellStatement: (): void => deliver(statementOf(naming(), instant(clock()).slice(0, 10), account.bookings())),
    tellAgain: (): void => told.slice().forEach(deliver),
    stop: async (): Promise<void> => {
      timers.forEach((timer) => clearTimeout(timer));
      await deliveries.stop();
    },
  };
};

const script = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("incoming"),
    amount: z.int().positive(),
    /** What is written along. */
    text: z.string().max(140),
    name: z.string().max(70).default("Somebody"),
  }),
  z.strictObject({ do: z.literal("returned"), reference: z.string(), reason: z.string().length(4).default("AC04") }),
  z.strictObject({ do: z.literal("statement") }),
  z.strictObject({ do: z.literal("told_again") }),
]);

const routesOf = (settings: SandboxBankSettings, account: BankAccount, desk: Desk): readonly SimRoute[] => {
  const play = ({ body }: SimRequest) => {
    const wanted = script.safeParse(jsonOf(body));
    if (!wanted.success) return sentence(400, 'Say {"do": "incoming"}, "returned", "statement" or "told_again".');
    const what = wanted.data;
    if (what.do === "statement") desk.tellStatement();
    if (what.do === "told_again") desk.tellAgain();
    if (what.do === "incoming") {
      return {
        status: 200,
        json: desk.book({ direction: "credit", cents: what.amount, text: what.text, name: what.name }),
      };
    }
    if (what.do === "returned") {
      const booked = account.bookings().find((one) => one.reference === what.reference && one.direction === "debit");
      return booked
        ? { status: 200, json: desk.sendBack(booked, what.reason) }
        : sentence(404, "There is no such payment.");
    }
    return { status: 200, json: { done: what.do } };
  };
  return [
    {
      ...{ method: "POST", path: /^files$/ },
      answer: ({ headers, body }) => {
        if (headers.authorization !== `Bearer ${settings.apiKey}`)
          return sentence(401, "The key is not this account's.");
        const order = readOrder(body.toString("utf8"), settings.iban);
        if (order === undefined)
          return sentence(400, "The file is no pain.001 of this account, or its sums are wrong.");
        desk.order(order.messageId, order.transfers);
        return { status: 202, json: { taken: order.messageId } };
      },
    },
    { method: "GET", path: /^bookings$/, answer: () => ({ status: 200, json: { data: account.bookings() } }) },
    { method: "POST", path: /^script$/, answer: play },
    { method: "GET", path: /^$/, answer: () => ({ status: 200, html: bankPage(account.bookings()) }) },
    {
      ...{ method: "POST", path: /^$/ },
      answer: ({ body }) => {
        const form = new URLSearchParams(body.toString("utf8"));
        const cents = Math.round(Number((form.get("amount") ?? "").replace(",", ".")) * 100);
        if (cents > 0 && cents < 100_000_000) {
          const [text, name] = [form.get("reference") ?? "", form.get("name") ?? ""].map((one) => one.slice(0, 140));
          desk.book({ direction: "credit", cents, text, name });
        }
        return { status: 303, headers: { location: prefix } };
      },
    },
  ];
};
