import * as z from "zod";

/**
 * What an operator invokes `enrol` with, once somebody has been identified. No event of the API is of this shape, so that
 * nobody gets it past the front door.
 */
export const identification = z.strictObject({
  operator: z.literal("identify"),
  holder: z.string().startsWith("hol_").max(64),
  level: z.enum(["unverified", "basic", "full"]),
  kind: z.enum(["person", "association", "company"]).optional(),
});

export type Identification = z.infer<typeof identification>;
