import * as z from "zod";

export const keyView = z.object({
  id: z.string(),
  kind: z.enum(["passkey", "device"]),
  label: z.string(),
  credential_id: z.string().optional(),
  relying_party: z.string().optional(),
  enrolled_at: z.string(),
  way: z.enum(["fresh_sign_in", "earlier_key"]),
  reduced_until: z.string().optional(),
});

/** Who the caller is, and what he has. `wallet` is absent until the first payment key is enrolled and the wallet open. */
export const meView = z.object({
  /** The holder id: `payer` of the terms. */
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  links: z.array(z.object({ channel: z.string(), user_id: z.string(), handle: z.string(), linked_at: z.string() })),
  /** Where the caller is paid without any network: a payee of the channel `piaf`. From the first payment key on. */
  address: z.object({ channel: z.literal("piaf"), user_id: z.string(), handle: z.string() }).optional(),
  keys: z.array(keyView),
  /** What a phone subscribes to push messages with (`applicationServerKey`, base64url); absent until it is known. */
  push: z.object({ public_key: z.string() }).optional(),
  wallet: z
    .object({
      id: z.string(),
      currency: z.string(),
      available: z.int(),
      pending: z.int(),
      /** What it does not do: pay, or neither pay nor receive. Who said so stands in GET /v1/me/limits. */
      frozen: z.enum(["debits", "all"]).optional(),
    })
    .optional(),
});

/** One side of a settled transfer. `amount` is positive; `direction` says which way it went for the caller. */
export const activityEntry = z.object({
  transfer: z.string(),
  direction: z.enum(["debit", "credit"]),
  amount: z.int(),
  currency: z.string(),
  code: z.string(),
  posted_at: z.string(),
  /** Of a return: the transfer of the caller's that it is of. */
  of: z.string().optional(),
  /** The intent it settled, where the caller is a party. */
  intent: z.string().optional(),
  other: z.object({
    name: z.string(),
    handle: z.string().optional(),
    channel: z.string().optional(),
    picture: z.string().optional(),
  }),
  note: z.string().optional(),
  post: z.object({ text: z.string(), language: z.string().optional() }).optional(),
});

/** With a filter a page may hold fewer than `limit`, even none, and still have a cursor: so much is looked through at once. */
export const activityList = z.object({ data: z.array(activityEntry), next_cursor: z.string().optional() });

const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
});

const time = z.iso.datetime({ offset: true });

/** All of them must hold. `q` is looked for in names, handles, notes and posts, whatever the case and the accents. */
export const activityQuery = pageQuery.extend({
  direction: z.enum(["debit", "credit"]).optional(),
  /** From then on, that instant included. */
  from: time.optional(),
  /** Before that instant. */
  to: time.optional(),
  q: z.string().trim().max(100).optional(),
  /** Minor units, both included. */
  min: z.coerce.number().int().nonnegative().optional(),
  max: z.coerce.number().int().nonnegative().optional(),
});

export const summaryQuery = z.object({ from: time, to: time });

const flows = { debit: z.int(), credit: z.int(), times: z.int() };

/** What was paid and received, newest day first; `times` counts the entries. */
export const activitySummary = z.object({
  currency: z.string(),
  /** What is summed up: later than asked for, where there are more entries than are looked through at once. */
  from: z.string(),
  to: z.string(),
  complete: z.boolean(),
  /** Days of UTC. */
  days: z.array(z.object({ day: z.string(), ...flows })),
  /** Of whom most was moved first. */
  people: z.array(z.object({ other: activityEntry.shape.other, ...flows })),
});

export type MeView = z.infer<typeof meView>;
export type KeyView = z.infer<typeof keyView>;
export type ActivityEntry = z.infer<typeof activityEntry>;
export type ActivityQuery = z.infer<typeof activityQuery>;
export type ActivitySummary = z.infer<typeof activitySummary>;
export type ActivityList = z.infer<typeof activityList>;
