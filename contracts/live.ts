import * as z from "zod";

/** What a phone says on its socket: who it is, first of all, and now and then that it is still there. */
export const phoneMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), token: z.string().min(1).max(8_000) }),
  z.strictObject({ type: z.literal("ping") }),
]);

/**
 * What a phone hears: that it is known, until when; and that something of its holder's has changed, which it then asks
 * the API about. Pointers only: no amount, no name.
 */
export const liveMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("welcome"), until: z.iso.datetime() }),
  z.object({ type: z.literal("changed"), intent: z.string().optional() }),
]);

export type PhoneMessage = z.infer<typeof phoneMessage>;
export type LiveMessage = z.infer<typeof liveMessage>;
