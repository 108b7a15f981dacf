import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { type Clock, instant } from "../../core/clock.ts";
import { declineReasons } from "../../core/funding/provider-payment.ts";

const takeBack = z.object({
  id: z.string(),
  kind: z.enum(["refund", "dispute"]),
  amount: z.int().positive(),
  state: z.enum(["taken", "returned"]),
});

const cardPayment = z.object({
  id: z.string(),
  top_up: z.string(),
  status: z.enum(["open", "processing", "succeeded", "canceled"]),
  reason: z.enum(declineReasons).optional(),
  amount: z.int().positive(),
  currency: z.string(),
  take_backs: z.array(takeBack),
  /** What the card will do yet, a little later. */
  later: z.enum(["paid", "refunded", "disputed", "dispute_won"]).optional(),
  created_at: z.string(),
  touched_at: z.string(),
});

export type CardPayment = z.infer<typeof cardPayment>;

export type PaymentBook = {
  readonly all: () => readonly CardPayment[];
  readonly get: (id: string) => CardPayment | undefined;
  /** The one payment of a top-up. */
  readonly open: (wanted: Pick<CardPayment, "top_up" | "amount" | "currency">) => CardPayment;
  /** The payment with what has changed of it, kept. */
  readonly change: (id: string, change: Partial<CardPayment>) => CardPayment | undefined;
};

const storedBook = z.object({ payments: z.array(cardPayment) });

/** Ids as unguessable as a secret: whoever knows one may pay. */
export const randomId = (prefix: string): string => `${prefix}_${randomBytes(15).toString("hex")}`;

/** The sandbox's payments, in a file where there is a folder. Throws when the file cannot be read. */
export const openPaymentBook = (folder: string | undefined, clock: Clock): PaymentBook => {
  const file = folder === undefined ? undefined : join(folder, "payments.json");
  const payments = new Map(load(file).map((payment) => [payment.id, payment]));
  const keep = (payment: CardPayment): CardPayment => {
    payments.set(payment.id, payment);
    if (file !== undefined) save(file, [...payments.values()]);
    return payment;
  };
  return {
    all: () => [...payments.values()],
    get: (id) => payments.get(id),
    open: (wanted) => {
      const known = [...payments.values()].find(({ top_up }) => top_up === wanted.top_up);
      const now = instant(clock());
      return (
        known ??
        keep({
          ...{ id: randomId("pay"), ...wanted, status: "open", take_backs: [] },
          ...{ created_at: now, touched_at: now },
        })
      );
    },
    change: (id, change) => {
      const payment = payments.get(id);
      return payment && keep({ ...payment, ...change, touched_at: instant(clock()) });
    },
  };
};

const load = (file: string | undefined): readonly CardPayment[] => {
  if (file === undefined) return [];
  try {
    return storedBook.parse(JSON.parse(readFileSync(file, "utf8"))).payments;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new Error(`The sandbox of card payments cannot read ${file}: start with --reset.`, { cause: error });
  }
};

/** Written whole beside it and then renamed: a crash leaves the old file or the new one. */
const save = (file: string, payments: readonly CardPayment[]): void => {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.next`, JSON.stringify({ payments }));
  renameSync(`${file}.next`, file);
};
