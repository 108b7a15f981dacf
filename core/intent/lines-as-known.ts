import type { Holder, HolderDirectory } from "../holder/holder.ts";
import { checkPayee, type Naming } from "./check-payee.ts";
import type { IntentLine, Party } from "./intent.ts";

/** A line by the handle and the name that its payee goes by at Piaf, with how well they fit what the payer asked for. */
export const lineTo = (
  line: { readonly payee: Party; readonly amount: bigint; readonly asked: Naming },
  holder: Holder | undefined,
): IntentLine => {
  const { payee, amount, asked } = line;
  const link = holder?.links.find(({ channel, userId }) => channel === payee.channel && userId === payee.userId);
  if (holder === undefined || link === undefined) return { payee, amount, check: "unknown" };
  const known = { handle: link.handle, name: holder.name };
  const check = checkPayee(asked, known);
  return {
    payee: { ...payee, ...known },
    amount,
    check,
    ...(check === "verified" ? {} : { askedAs: told(asked, known) }),
  };
};

/** What of the naming is another than it is known: the handle, after an at sign, or the name. */
const told = (asked: Naming, known: Naming): string =>
  asked.name === undefined || asked.handle.toLowerCase() !== known.handle.toLowerCase()
    ? `@${asked.handle}`
    : asked.name;

/**
 * The lines with the handles and names that their payees go by now: what is signed anew is what is true now. A payee who
 * is not known any more stays as he was read.
 */
export const linesAsKnown = (
  lines: readonly IntentLine[],
  holders: Pick<HolderDirectory, "byLink">,
): Promise<readonly IntentLine[]> =>
  Promise.all(
    lines.map(async ({ payee, amount, askedAs }) => {
      const holder = await holders.byLink({ channel: payee.channel, userId: payee.userId });
      const name = askedAs?.startsWith("@") ? undefined : (askedAs ?? payee.name);
      return lineTo({ payee, amount, asked: { handle: payee.handle, name } }, holder);
    }),
  );
