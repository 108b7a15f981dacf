import * as z from "zod";

const account = { channel: z.string().min(1).max(32), userId: z.string().min(1).max(64) };

export const accountEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("access_revoked"), ...account, at: z.iso.datetime().optional() }),
  z.object({ type: z.literal("handle_changed"), ...account }),
]);

/** `webhook` → accounts queue → `enrol`: something has changed of an account on a network; what, `enrol` finds out itself. */
export const accountEventReceived = z.object({
  type: z.literal("account_event.received.v1"),
  event: accountEvent,
  receivedAt: z.iso.datetime(),
});

export type AccountEventReceived = z.infer<typeof accountEventReceived>;
