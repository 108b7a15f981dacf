import { type Clock, secondMs } from "../../core/clock.ts";
import type { Mount } from "../front-door/mount.ts";
import { answerBy, readRequest, send, sentence, type SimRoute } from "../sim-x/answer.ts";
import { cardApi } from "./card-api.ts";
import { bankForm, cardForm, cardPagePolicy, donePage, stylesheet, unknownPage } from "./card-pages.ts";
import { createEventSender } from "./event-sender.ts";
import { outcomeOf } from "./magic-cards.ts";
import { type CardPayment, openPaymentBook, randomId } from "./payment-book.ts";

export type SandboxSettings = {
  /** The folder that keeps the payments; without one they live in memory. */
  readonly dataDir?: string | undefined;
  /** What both sides know: keys of the API, and what events are signed with. */
  readonly secretKey: string;
  readonly restrictedKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  /** How long "a little later" is. */
  readonly laterMs?: number;
};

const prefix = "/sandbox-card/";

export type SandboxCards = {
  readonly mount: Mount;
  /** Gives up what is under way. */
  readonly stop: () => Promise<void>;
};

/** A card provider of its own: an API for its customer, pages for payers, signed events, and cards that do as they are told. */
export const createSandboxCards = (settings: SandboxSettings): SandboxCards => {
  const { dataDir, clock, laterMs = 4 * secondMs } = settings;
  const book = openPaymentBook(dataDir, clock);
  const events = createEventSender({ url: settings.webhookUrl, secret: settings.webhookSecret, clock });
  const timers = new Set<NodeJS.Timeout>();
  const change = (id: string, changed: Partial<CardPayment>): void => {
    if (book.change(id, changed) !== undefined) events.tell(id);
  };
  const desk = createDesk(book.get, change);
  const schedule = ({ id, later }: CardPayment): void => {
    if (later === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      book.change(id, { later: undefined });
      desk[later](id);
    }, laterMs);
    timers.add(timer);
  };
  const pay = (id: string, number: string): void => {
    const outcome = outcomeOf(number);
    if (outcome.now === "declined") return change(id, { status: "open", reason: outcome.reason });
    if (outcome.now === "asks_bank") return;
    const status = outcome.now === "paid" ? "succeeded" : "processing";
    change(id, { status, reason: undefined, ...(outcome.later ? { later: outcome.later } : {}) });
    const paid = book.get(id);
    if (paid !== undefined) schedule(paid);
  };
  const routes = [...pageRoutes({ get: book.get, pay, change }), ...cardApi({ ...settings, book, desk, events })];
  book.all().forEach(schedule);
  return {
    mount: {
      prefix,
      handle: async (request, response) => {
        const read = await readRequest(request, prefix);
        if (!read) return send(response, sentence(413, "A request to the sandbox holds at most 1 MiB."));
        const answer = await answerBy(routes, read);
        send(response, { ...answer, headers: { "content-security-policy": cardPagePolicy, ...answer.headers } });
      },
    },
    stop: async () => {
      timers.forEach((timer) => clearTimeout(timer));
      await events.stop();
    },
  };
};

/** What can happen to a payment beside its payer's doing. */
export type Desk = Readonly<
  Record<"paid" | "refunded" | "disputed" | "dispute_won", (id: string, amount?: number) => void>
>;

const createDesk = (
  get: (id: string) => CardPayment | undefined,
  change: (id: string, changed: Partial<CardPayment>) => void,
): Desk => {
  const takeBack = (id: string, kind: "refund" | "dispute", amount?: number): void => {
    const payment = get(id);
    if (payment?.status !== "succeeded") return;
    const left = payment.take_backs.reduce(
      (sum, one) => sum - (one.state === "taken" ? one.amount : 0),
      payment.amount,
    );
    const taken = Math.min(amount ?? left, left);
    if (taken <= 0) return;
    const one = { id: randomId(kind === "refund" ? "re" : "dp"), kind, amount: taken, state: "taken" } as const;
    change(id, { take_backs: [...payment.take_backs, one] });
  };
  const win = (id: string): void => {
    const disputes = get(id)?.take_backs ?? [];
    change(id, {
      take_backs: disputes.map((one) => (one.kind === "dispute" ? { ...one, state: "returned" } : one)),
    });
  };
  return {
    paid: (id) => change(id, { status: "succeeded", reason: undefined }),
    refunded: (id, amount) => takeBack(id, "refund", amount),
    disputed: (id, amount) => takeBack(id, "dispute", amount),
    dispute_won: (id) => {
      if (!get(id)?.take_backs.some(({ kind }) => kind === "dispute")) takeBack(id, "dispute");
      win(id);
    },
  };
};

type Pages = {
  readonly get: (id: string) => CardPayment | undefined;
  readonly pay: (id: string, number: string) => void;
  readonly change: (id: string, changed: Partial<CardPayment>) => void;
};

/** Where the payer is sent back to, if the app names it. */
const placeOfApp = /^\/app\/#\/[\w/-]*$/;

const pageRoutes = ({ get, pay, change }: Pages): readonly SimRoute[] => {
  const show = (id: string) => {
    const payment = get(id);
    if (payment === undefined) return { status: 404, html: unknownPage() };
    return { status: 200, html: payment.status === "open" ? cardForm(payment) : donePage(payment) };
  };
  const page = /^pay\/(pay_[0-9a-f]{30})$/;
  return [
    {
      ...{ method: "GET", path: /^card\.css$/ },
      answer: () => ({ status: 200, html: stylesheet, headers: { "content-type": "text/css; charset=utf-8" } }),
    },
    { method: "GET", path: page, answer: (_request, id) => show(id) },
    {
      ...{ method: "POST", path: page },
      answer: ({ body, query }, id) => {
        const payment = get(id);
        if (payment?.status !== "open") return show(id);
        const form = new URLSearchParams(body.toString("utf8"));
        const bank = form.get("bank");
        if (bank === "yes") change(id, { status: "succeeded", reason: undefined });
        else if (bank !== null) change(id, { reason: "authentication_failed" });
        else if (outcomeOf(form.get("number") ?? "").now === "asks_bank")
          return { status: 200, html: bankForm(payment) };
        else pay(id, form.get("number") ?? "");
        const back = query.get("back") ?? "";
        if (get(id)?.status !== "open" && placeOfApp.test(back)) return { status: 303, headers: { location: back } };
        return show(id);
      },
    },
  ];
};
