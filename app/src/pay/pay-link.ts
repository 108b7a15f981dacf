import { fail, ok, type Result } from "../../../core/result.ts";
import { largestAmount } from "../texts/read-amount.ts";

/** Somebody by the handle that he goes by on a network. */
export type Handle = { readonly channel: string; readonly handle: string };

/** What a link asks for. It only fills the form: whom the handle belongs to is looked up, and the payer approves as ever. */
export type PayWish = {
  readonly payee: Handle | undefined;
  /** Minor units of EUR. */
  readonly amount: number | undefined;
  readonly note: string;
  /** The post that was shared with the app, where it comes from one. */
  readonly text: string | undefined;
};

export type LinkFault = "payee_invalid" | "network_unknown" | "amount_invalid";

export const longestNote = 280;

/** Where people have handles, and how these look there. The channel `piaf` is Piaf itself: an address of a person. */
const handles: Readonly<Record<string, RegExp>> = { x: /^\w{1,15}$/, piaf: /^[0-9a-z]{26}$/i };

/** The address within the app that opens the form so filled. */
export const payLinkOf = (wish: { readonly payee: Handle; readonly amount?: number | undefined }): string => {
  const query = new URLSearchParams({ channel: wish.payee.channel, to: wish.payee.handle });
  if (wish.amount !== undefined) query.set("amount", String(wish.amount));
  return `#/pay?${query}`;
};

/** What a link, a QR code or a shared post asks for. Anybody may have written it: what is not as it ought to be is refused. */
export const readPayLink = (query: URLSearchParams): Result<PayWish, LinkFault> => {
  const channel = query.get("channel") ?? "x";
  const to = query.get("to")?.replace(/^[@＠]/u, "");
  const amount = query.get("amount");
  if (!Object.hasOwn(handles, channel)) return fail("network_unknown");
  if (to !== undefined && handles[channel]?.test(to) !== true) return fail("payee_invalid");
  if (to === undefined && !query.has("text")) return fail("payee_invalid");
  if (amount !== null && !isAmount(amount)) return fail("amount_invalid");
  return ok({
    payee: to === undefined ? undefined : { channel, handle: to },
    amount: amount === null ? undefined : Number(amount),
    note: plainText(query.get("note") ?? "").slice(0, longestNote),
    text: query.get("text") ?? undefined,
  });
};

const isAmount = (written: string): boolean => /^[1-9]\d{0,8}$/.test(written) && Number(written) <= largestAmount;

/** Without what a text can be made to look like another one with: controls, and marks that turn the writing around. */
const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .trim();

/** What somebody has typed or pasted to say whom he means. */
export type Typed =
  | { readonly kind: "handle"; readonly payee: Handle }
  | { readonly kind: "link"; readonly wish: Result<PayWish, LinkFault> }
  /** Words, that may be found among the contacts. */
  | { readonly kind: "words" };

const profile = /^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/@?(\w{1,15})\/?(?:[?#].*)?$/i;

/** A link of Piaf or to a profile, an address of Piaf, or a handle on a network, by its looks alone. */
export const readTyped = (text: string): Typed => {
  const typed = text.trim();
  const [, query] = /^https?:\/\/\S+#\/pay\?(\S*)$/i.exec(typed) ?? [];
  if (query !== undefined) return { kind: "link", wish: readPayLink(new URLSearchParams(query)) };
  const [, writer] = profile.exec(typed) ?? [];
  const handle = writer ?? typed.replace(/^[@＠]/u, "");
  const channel = Object.keys(handles).find((name) => handles[name]?.test(handle));
  if (channel !== undefined) return { kind: "handle", payee: { channel, handle } };
  return /^https?:/i.test(typed) ? { kind: "link", wish: fail("payee_invalid") } : { kind: "words" };
};
