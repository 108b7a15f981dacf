import * as z from "zod";
import { type LimitRules, limitRulesWith } from "../core/limits/limits.ts";

const minor = z.int().nonnegative();
const levelLimits = z
  .strictObject({ to_person: minor, to_organisation: minor, day: minor, month: minor, balance: minor })
  .partial();
const count = z.int().positive();

const limitRulesChange = z.strictObject({
  raise_delay_s: z.int().nonnegative().optional(),
  cooling_off_s: z.int().nonnegative().optional(),
  pace: z.strictObject({ minute: count, hour: count }).optional(),
  levels: z.strictObject({ unverified: levelLimits, basic: levelLimits, full: levelLimits }).partial().optional(),
});

/** The rules of a stage, from what its environment (JSON) changes of the table. Throws for what it does not know. */
export const limitRulesOf = (json: string): LimitRules => limitRulesWith(limitRulesChange.parse(JSON.parse(json)));
