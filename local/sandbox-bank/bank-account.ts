import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { type Clock, instant } from "../../core/clock.ts";

const booking = z.object({
  reference: z.string(),
  direction: z.enum(["credit", "debit"]),
  cents: z.int().positive(),
  booked_at: z.string(),
  name: z.string().optional(),
  iban: z.string().optional(),
  text: z.string().optional(),
  end_to_end_id: z.string().optional(),
  return_reason: z.string().optional(),
});

const stored = z.object({ bookings: z.array(booking), orders: z.array(z.string()) });

export type Booking = z.infer<typeof booking>;

export type BankAccount = {
  readonly bookings: () => readonly Booking[];
  readonly book: (what: Omit<Booking, "reference" | "booked_at">) => Booking;
  /** Whether the order is new: a bank does nothing twice. */
  readonly take: (messageId: string) => boolean;
};

/** One account at the sandbox of a bank, in a file where there is a folder. Throws when the file cannot be read. */
export const openBankAccount = (folder: string | undefined, clock: Clock): BankAccount => {
  const file = folder === undefined ? undefined : join(folder, "account.json");
  const { bookings, orders } = load(file);
  const save = (): void => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    // Written whole beside it and then renamed: a crash leaves the old file or the new one.
    writeFileSync(`${file}.next`, JSON.stringify({ bookings, orders }));
    renameSync(`${file}.next`, file);
  };
  return {
    bookings: () => bookings,
    book: (what) => {
      const number = String(bookings.length + 1).padStart(6, "0");
      const made = { ...what, reference: `SB${number}`, booked_at: instant(clock()) };
      bookings.push(made);
      save();
      return made;
    },
    take: (messageId) => {
      if (orders.includes(messageId)) return false;
      orders.push(messageId);
      save();
      return true;
    },
  };
};

const load = (file: string | undefined): z.infer<typeof stored> => {
  if (file === undefined) return { bookings: [], orders: [] };
  try {
    return stored.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { bookings: [], orders: [] };
    throw new Error(`The sandbox of a bank cannot read ${file}: start with --reset.`, { cause: error });
  }
};
