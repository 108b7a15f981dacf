import * as z from "zod";

/** What a schedule asks for: the sweep, unless it names another task. An operator may close a day again by its name. */
export const clockworkTask = z.looseObject({
  task: z.enum(["sweep", "close", "find_missed", "reconcile_funding", "reconcile_bank"]).default("sweep"),
  day: z.iso.date().optional(),
});
