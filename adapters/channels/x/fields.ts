import * as z from "zod";
import { instant } from "../../../core/clock.ts";

/** A permanent id: 64 bits. Never a JSON number: those lose the last digits. */
export const id = z.string().regex(/^\d{1,19}$/);

/** X leaves out, nulls or blanks what it does not know. */
export const optionalId = id.optional().catch(undefined);

export const index = z.int().nonnegative();

export const optionalRange = z.tuple([index, index]).optional().catch(undefined);

/** `und`, `zxx` and `qaa` to `qtz` are no languages: X could not tell, or found too little text to. */
export const language = z
  .string()
  .regex(/^(?!(und|zxx|q[a-t][a-z])$)[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
  .optional()
  .catch(undefined);

/** As long as the message that carries them allows. */
export const handle = z.string().max(64);
export const name = z.string().max(300);
export const picture = z.string().min(1).max(2_000).optional().catch(undefined);

/** When something happened, where it is told and is a time. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((told) => instant(Date.parse(told)))
  .optional()
  .catch(undefined);
