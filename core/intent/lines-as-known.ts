import type { HolderDirectory } from "../holder/holder.ts";
import type { IntentLine } from "./intent.ts";

/**
 * The lines with the handles and names that their payees go by now: what is signed anew is what is true now. A payee who
 * is not known any more stays as he was read.
 */
export const linesAsKnown = (
  lines: readonly IntentLine[],
  holders: Pick<HolderDirectory, "byLink">,
): Promise<readonly IntentLine[]> =>
  Promise.all(
    lines.map(async (line) => {
      const { channel, userId } = line.payee;
      const holder = await holders.byLink({ channel, userId });
      const link = holder?.links.find((one) => one.channel === channel && one.userId === userId);
      if (holder === undefined || link === undefined) return line;
      return { ...line, payee: { ...line.payee, handle: link.handle, name: holder.name } };
    }),
  );
