import type { Mention, Post } from "../../../core/channel/channel-event.ts";
import { parseCommand } from "../../../core/command/parse-command.ts";
import { EUR } from "../../../core/money/currency.ts";

/** What a shared post asks for, as far as that is certain. The person looks at it, completes it, and only then asks for it. */
export type PayDraft = {
  readonly text: string;
  readonly to: string | undefined;
  /** In minor units of EUR, the currency of the wallets. */
  readonly amount: number | undefined;
  readonly note: string;
};

const bot = "piaf";
const mention = /(?<![\p{L}\p{N}_])[@＠](\w{1,15})/gu;
/** Who wrote a post can be read off its address. */
const postAddress = /\bhttps?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/(\w{1,15})\/status\/\d+\S*/gi;

/** Reads it as the parser reads a post, with the payment in mind for which it was shared. */
export const draftOfPost = (shared: string): PayDraft => {
  const writers = [...shared.matchAll(postAddress)].map(([, handle = ""]) => handle);
  const words = shared.replaceAll(postAddress, " ").trim();
  const named = [...words.matchAll(mention)].map(([, handle = ""]) => handle).filter((handle) => !isBot(handle));
  const command = [words, `@${bot} ${words}`, `@${bot} pay ${words}`]
    .map(commandOf)
    .find((found) => found !== undefined);
  const [line, ...others] = command?.lines ?? [];
  // Several payees are several drafts: none of them is the one that was meant.
  if (command === undefined || line === undefined || others.length > 0) {
    const candidates = new Set([...named, ...writers].map((handle) => handle.toLowerCase()));
    return {
      text: shared,
      to: candidates.size === 1 ? (named[0] ?? writers[0]) : undefined,
      amount: undefined,
      note: "",
    };
  }
  return { text: shared, to: line.payee.handle, amount: Number(line.money.amount), note: command.note };
};

/** The address within the app where the draft is completed. */
export const addressOfDraft = ({ text, to, amount, note }: PayDraft): string => {
  const query = new URLSearchParams({ text });
  if (to !== undefined) query.set("to", to);
  if (amount !== undefined) query.set("amount", String(amount));
  if (note !== "") query.set("note", note);
  return `#/pay?${query}`;
};

const isBot = (handle: string): boolean => handle.toLowerCase() === bot;

const commandOf = (text: string) => {
  const reading = parseCommand(postOf(text), { bot: { userId: bot }, currency: EUR });
  if (reading.kind !== "command") return undefined;
  const { command } = reading;
  return command.verb === "pay" || command.verb === "donate" ? command : undefined;
};

/** The permanent ids are not known here, and nothing is paid by this reading: each handle stands for itself. */
const postOf = (text: string): Post => ({
  channel: "x",
  id: "shared",
  rootId: "shared",
  author: { id: "", handle: "", name: "" },
  text,
  cut: false,
  writtenFrom: 0,
  mentions: [...text.matchAll(mention)].map(({ 0: written, 1: handle = "", index }): Mention => {
    const start = [...text.slice(0, index)].length;
    return { userId: handle.toLowerCase(), handle, start, end: start + [...written].length };
  }),
  createdAt: new Date(0).toISOString(),
  form: "post",
});
