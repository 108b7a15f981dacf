/**
 * A text by its id, with its English wording. The wording is for the translators and the compiler: the built app carries
 * ids, and the catalogue of the one language that is read (app/build/message-modules.ts).
 */
export type Message<Wording extends string = string> = { readonly id: string; readonly message: Wording };

/** The texts of one screen: each wording becomes the message `app.<screen>.<name>`, in ICU's form. */
export const texts = <const Wordings extends Readonly<Record<string, string>>>(
  screen: string,
  wordings: Wordings,
): { readonly [Name in keyof Wordings]: Message<Wordings[Name]> } => {
  const named = Object.entries(wordings).map(([name, message]) => [name, { id: `app.${screen}.${name}`, message }]);
  return Object.fromEntries(named) as { readonly [Name in keyof Wordings]: Message<Wordings[Name]> };
};

/** The name that an opening brace is followed by; none where a plural's branch begins there. */
type NameAt<Rest extends string> = Rest extends `${infer Inner}}${string}`
  ? Inner extends `${infer Name},${string}`
    ? Name
    : Inner extends `${"#" | "{"}${string}` | `${string} ${string}`
      ? never
      : Inner
  : never;

type NamesIn<Wording extends string> = Wording extends `${string}{${infer Rest}` ? NameAt<Rest> | NamesIn<Rest> : never;

/** What a wording's placeholders ask for: a text whose placeholder stays empty does not compile. */
export type ValuesOf<Wording extends string> = [NamesIn<Wording>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<Wording>, string | number>>];

/** The message for a code that comes from elsewhere; `undefined` for one that has none. */
export const messageFor = (messages: Readonly<Record<string, Message>>, code: string): Message | undefined =>
  Object.hasOwn(messages, code) ? messages[code] : undefined;
