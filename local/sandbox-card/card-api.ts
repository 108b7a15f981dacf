import * as z from "zod";
import { jsonOf, type SimAnswer, type SimRequest, type SimRoute, sentence } from "../sim-x/answer.ts";
import type { EventSender } from "./event-sender.ts";
import type { CardPayment, PaymentBook } from "./payment-book.ts";
import type { Desk } from "./sandbox-cards.ts";

const wantedPayment = z.strictObject({
  top_up: z.string().min(1).max(64),
  amount: z.int().positive(),
  currency: z.string().length(3),
});

const script = z.strictObject({
  do: z.enum(["refunded", "disputed", "dispute_won", "told_again"]),
  /** Of a refund or dispute: all that is left, unless it is said. */
  amount: z.int().positive().optional(),
});

const view = ({ later: _later, ...payment }: CardPayment) => ({ ...payment, page: `/sandbox-card/pay/${payment.id}` });

/** The API for the provider's customer by its keys, and what scripts may do to a payment. */
export const cardApi = (parts: {
  readonly secretKey: string;
  readonly restrictedKey: string;
  readonly book: PaymentBook;
  readonly desk: Desk;
  readonly events: Pick<EventSender, "tell">;
}): readonly SimRoute[] => {
  const { book, desk, events, secretKey, restrictedKey } = parts;
  const keyed =
    (keys: readonly string[], answer: SimRoute["answer"]): SimRoute["answer"] =>
    (request, id) =>
      keys.some((key) => request.headers.authorization === `Bearer ${key}`)
        ? answer(request, id)
        : sentence(401, "The key is not one of this account's, or may not do that.");
  const show = (id: string): SimAnswer => {
    const payment = book.get(id);
    return payment === undefined ? sentence(404, "There is no such payment.") : { status: 200, json: view(payment) };
  };
  const create = ({ body }: SimRequest): SimAnswer => {
    const wanted = wantedPayment.safeParse(jsonOf(body));
    if (!wanted.success) return sentence(400, "A payment has a top_up, an amount in minor units and a currency.");
    return { status: 200, json: view(book.open(wanted.data)) };
  };
  const list = ({ query }: SimRequest): SimAnswer => {
    const [since, until] = [query.get("since") ?? "", query.get("until") ?? "~"];
    const isWithin = (at: string): boolean => at >= since && at < until;
    const touched = book.all().filter((one) => isWithin(one.created_at) || isWithin(one.touched_at));
    return { status: 200, json: { data: touched.map(view) } };
  };
  const play = ({ body }: SimRequest, id: string): SimAnswer => {
    const wanted = script.safeParse(jsonOf(body));
    if (!wanted.success) return sentence(400, `Say {"do": "refunded"}, "disputed", "dispute_won" or "told_again".`);
    if (book.get(id) === undefined) return show(id);
    if (wanted.data.do === "told_again") events.tell(id);
    else desk[wanted.data.do](id, wanted.data.amount);
    return show(id);
  };
  const anyKey = [secretKey, restrictedKey];
  const one = /^payments\/(\w+)$/;
  return [
    { method: "POST", path: /^payments$/, answer: keyed([secretKey], create) },
    { method: "GET", path: /^payments$/, answer: keyed(anyKey, list) },
    { method: "GET", path: one, answer: keyed(anyKey, (_request, id) => show(id)) },
    { method: "POST", path: /^script\/(\w+)$/, answer: play },
  ];
};
