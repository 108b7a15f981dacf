import type { Account } from "../channel/writer.ts";
import { isTerminal } from "../intent/intent-state.ts";
import type { Intent, IntentLine, Party } from "../intent/intent.ts";

/** Who is nobody any more: the network stays, so that the record still says which way it went. */
const nobodyOn = ({ channel }: Pick<Party, "channel">): Party => ({ channel, userId: "", handle: "", name: "" });

const withoutAsked = ({ askedAs: _asked, ...line }: IntentLine): IntentLine => line;

/**
 * What stays of an intent of whoever was erased: amounts, states and times, and the payees, whose record it is too. What was written, by whom and where, goes, and
 * so does the copy of what was signed: the proof lies with the ledger's evidence.
 */
export const blankOfPayer = ({ consent: _consent, ...intent }: Intent): Intent => {
  const { channel, writtenAt, edited, quiet } = intent.source;
  return {
    ...intent,
    payer: { ...nobodyOn(intent.payer), holder: intent.payer.holder },
    lines: intent.lines.map(withoutAsked),
    note: "",
    source: { ...{ channel, rootId: "", postId: "", text: "", writtenAt, edited }, ...(quiet ? { quiet } : {}) },
  };
};

/**
 * The intent of somebody who has paid one of these accounts, without who that was: its handle is covered in what the payer
 * wrote. Undefined where none of them is paid by it.
 */
export const blankOfPayee = (intent: Intent, accounts: readonly Account[]): Intent | undefined => {
  const isGone = ({ channel, userId }: Party): boolean =>
    accounts.some((account) => account.channel === channel && account.userId === userId);
  const gone = intent.lines.filter(({ payee }) => isGone(payee));
  if (gone.length === 0) return undefined;
  const covered = (text: string): string =>
    gone.reduce((said, { payee: { handle }, askedAs }) => cover(cover(said, `@${handle}`), askedAs ?? ""), text);
  const { consent, ...others } = intent;
  return {
    ...others,
    // What is still being settled is settled by it.
    ...(consent === undefined || isTerminal(intent.state) ? {} : { consent }),
    lines: intent.lines.map((line) =>
      isGone(line.payee) ? { ...withoutAsked(line), payee: nobodyOn(line.payee) } : line,
    ),
    note: covered(intent.note),
    source: { ...intent.source, text: covered(intent.source.text) },
  };
};

/** As long as before: the marks of what was understood stay where they are. */
const cover = (text: string, word: string): string => {
  if (word.length < 2) return text;
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`${escaped}(?![\\p{L}\\p{N}_])`, "giu"), (found) => "·".repeat(found.length));
};
