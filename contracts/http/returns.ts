import * as z from "zod";
import { evidence, returnTerms } from "../consent.ts";

/** What somebody who was paid has signed to send back, in whole or in part. What was signed is the request. */
export const returnRequest = z.strictObject({ terms: returnTerms, evidence });

export type ReturnRequest = z.infer<typeof returnRequest>;
