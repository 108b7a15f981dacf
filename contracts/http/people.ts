import * as z from "zod";
import { wellFormed } from "../consent.ts";
import { intentView } from "./intents.ts";

const payee = intentView.shape.payer;

/** Somebody whom the caller has paid, or saved. `user_id` is the network's permanent id; for `piaf` the holder id. */
export const contact = payee.extend({
  /** Saved by the caller; else only known from payments. */
  saved: z.boolean(),
  /** No warning of a first payment is needed. */
  trusted: z.boolean(),
  /** How often the caller has approved a payment to him. */
  times: z.int(),
  /** The largest of them, in minor units. */
  largest: z.int().optional(),
  last_at: z.string().optional(),
});

/** Who was paid last comes first, then who was only saved. */
export const contactList = z.object({ data: z.array(contact) });

export const contactChange = z.strictObject({
  handle: z.string().min(1).max(64),
  name: wellFormed.max(300),
  picture: z.url().max(2_000).optional(),
  trusted: z.boolean().default(false),
});

/**
 * Somebody who can be paid, as the network names him now: what POST /v1/intents takes. `check` is what the approval
 * screen would say; no more is told of who is at Piaf.
 */
export const payeeView = payee.extend({ check: intentView.shape.lines.element.shape.check });

/** What the person has chosen; each as it stands by itself where nothing was chosen. */
export const preferences = z.strictObject({
  /** Of the app and of messages; without it the phone's own. */
  language: z.enum(["fr", "en", "es", "de", "it", "pt", "nl"]).optional(),
  /** The currency that amounts are asked in. */
  currency: z.literal("EUR").default("EUR"),
  appearance: z.enum(["system", "light", "dark"]).default("system"),
  notifications: z
    .strictObject({
      to_approve: z.boolean().default(true),
      received: z.boolean().default(true),
      failed: z.boolean().default(true),
    })
    .prefault({}),
  /** A push message may show amount and name. */
  push_details: z.boolean().default(false),
  hide_balance: z.boolean().default(false),
});

export type ContactView = z.infer<typeof contact>;
/** As it is sent. */
export type ContactChange = z.input<typeof contactChange>;
export type ContactList = z.infer<typeof contactList>;
export type PayeeView = z.infer<typeof payeeView>;
export type Preferences = z.infer<typeof preferences>;
