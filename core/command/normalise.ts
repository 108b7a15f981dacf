/** Where a mention stands in a text, in UTF-16 units. It is copied as it is. */
export type Span = { readonly start: number; readonly end: number };

export type NormalText = {
  readonly text: string;
  /** Where the character at an index of `text` stood in the original; its length at `text.length`. Absent where nothing moved. */
  readonly origin: readonly number[] | undefined;
  /** Indices of `text` before which something invisible stood, ascending. */
  readonly hidden: readonly number[];
  /** The writing direction is overridden: what is read is not what is shown. */
  readonly overridden: boolean;
};

/** Where in the original the character at an index of the normalised text stood. */
export const originOf =
  ({ origin }: NormalText, original: string) =>
  (at: number): number =>
    origin ? (origin[at] ?? original.length) : at;

/** Stands for a character that looks like a digit or holds one (², ½, ①): never a part of a number that is read. */
export const oddDigit = "\uE000";

/** Characters that normalising leaves as they are, by code: most posts have no others, and go the fast way. */
const usual = Uint8Array.from({ length: 0x180 }, (_, code) =>
  /^[\n -~¡-§©«¬®°±·»¿-ž]$/.test(String.fromCharCode(code)) ? 1 : 0,
);

const nothing: readonly number[] = [];

/** How much there is to do: "none", "signs" of which one is written in another way, or "all". */
const workIn = (text: string): "none" | "signs" | "all" => {
  let work: "none" | "signs" = "none";
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x180 ? usual[code] !== 1 : !isUsualBeyondLatin(text, code, at)) return "all";
    if (code >= 0x2010 && code <= 0x2019) work = "signs";
  }
  return work;
};

/** Quotation marks, dashes, signs of currencies, and emoji, but for those that are letters or digits in a frame. */
const isUsualBeyondLatin = (text: string, code: number, at: number): boolean => {
  if (code >= 0x2010 && code <= 0x20bf) return code <= 0x201f || code >= 0x20a0;
  if (code >= 0xdc00 && code <= 0xdfff) return at > 0;
  const next = text.charCodeAt(at + 1);
  if (code === 0xd83c) return next >= 0xdf00 && next <= 0xdfff;
  if (code === 0xd83e) return next >= 0xdc00 && next <= 0xdeff;
  return code === 0xd83d && next >= 0xdc00 && next <= 0xdfff;
};

const invisible =
  /^[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}\p{Cc}]$/u;

const override = /[\u202D\u202E]/;
const mark = /^\p{M}$/u;
const oddNumber = /^[\p{No}\p{Nl}]$/u;
const decimalDigit = /^\p{Nd}$/u;
const anySpace = /^[\p{Zs}\p{Zl}\p{Zp}\t\r\f\v]$/u;

/** The zeros of the scripts that people write amounts in; nine digits follow each. */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
];

/** More marks on one letter than any language has: what follows is taken as letters of its own, so that time stays linear. */
const maximumMarks = 16;

/** Arabic separators by what they mean, quotation marks and dashes in one form each. */
const sameAs: Readonly<Record<string, string>> = {
  "٫": ",",
  "٬": "'",
  "؟": "?",
  "’": "'",
  ʼ: "'",
  "´": "'",
  "−": "-",
  "‐": "-",
  "‑": "-",
  "﹣": "-",
  "…": "…",
};

/**
 * The text as it is read: NFKC, any space a space, digits of any script 0–9, without what cannot be seen. Linear in the
 * length, and normalising twice changes nothing. Keeps where each character came from.
 */
export const normalise = (
  text: string,
  spans: readonly Span[] = [],
  steps: { count: number } = { count: 0 },
): NormalText => {
  steps.count += text.length;
  const work = workIn(text);
  if (work !== "all") {
    const same = work === "none" ? text : text.replaceAll("’", "'").replaceAll(/[‐‑]/g, "-");
    return { text: same, origin: undefined, hidden: nothing, overridden: false };
  }
  return normaliseSlowly(text, spans, steps);
};

const normaliseSlowly = (raw: string, spans: readonly Span[], steps: { count: number }): NormalText => {
  const made = newMaking();
  let span = 0;
  for (let at = 0; at < raw.length;) {
    steps.count += 1;
    const mention = spans[span];
    if (mention && at === mention.start && mention.end > at) {
      endCluster(made, steps);
      for (let index = at; index < mention.end; index += 1) put(made, raw.charAt(index), index);
      at = mention.end;
      span += 1;
    } else at = takeCharacter(made, raw, { at, steps });
  }
  endCluster(made, steps);
  made.origin.push(raw.length);
  return { text: made.text, origin: made.origin, hidden: made.hidden, overridden: override.test(raw) };
};

type Making = { text: string; origin: number[]; hidden: number[]; cluster: string; clusterAt: number; marks: number };

const newMaking = (): Making => ({ text: "", origin: [], hidden: [], cluster: "", clusterAt: 0, marks: 0 });

const put = (made: Making, written: string, at: number): void => {
  made.text += written;
  for (let index = 0; index < written.length; index += 1) made.origin.push(at);
};

const endCluster = (made: Making, steps: { count: number }): void => {
  const { cluster, clusterAt } = made;
  made.cluster = "";
  if (cluster.length === 1 && usual[cluster.charCodeAt(0)] === 1) return put(made, cluster, clusterAt);
  if (cluster === "") return;
  for (const character of folded(cluster)) {
    steps.count += 1;
    put(made, character, clusterAt);
  }
};

/** Returns where the next character starts. */
const takeCharacter = (made: Making, raw: string, { at, steps }: { at: number; steps: { count: number } }): number => {
  const code = raw.charCodeAt(at);
  const isPlain = code < 0x180 && usual[code] === 1;
  const character = isPlain ? raw.charAt(at) : String.fromCodePoint(raw.codePointAt(at) ?? 0);
  if (!isPlain && character !== "\n" && !anySpace.test(character) && invisible.test(character)) {
    endCluster(made, steps);
    made.hidden.push(made.text.length);
  } else if (!isPlain && made.cluster !== "" && made.marks < maximumMarks && mark.test(character)) {
    made.cluster += character;
    made.marks += 1;
  } else {
    endCluster(made, steps);
    made.cluster = character;
    made.clusterAt = at;
    made.marks = 0;
  }
  return at + character.length;
};

/** One letter with its marks. A digit with marks on it, or a sign that stands for a number, is no digit. */
const folded = (cluster: string): string => {
  if (cluster === "\n" || cluster === "\u2028" || cluster === "\u2029") return "\n";
  const first = String.fromCodePoint(cluster.codePointAt(0) ?? 0);
  if (oddNumber.test(first) || cluster === oddDigit) return oddDigit;
  if (anySpace.test(cluster)) return " ";
  const same = sameAs[cluster];
  if (same !== undefined) return same;
  const normal = cluster.normalize("NFKC");
  const digit = asciiDigit(normal);
  if (digit !== undefined) return digit;
  if (normal.length > 1 && /\p{Nd}/u.test(normal)) return oddDigit;
  return [...normal].map((character) => (anySpace.test(character) ? " " : (sameAs[character] ?? character))).join("");
};

const asciiDigit = (character: string): string | undefined => {
  if (!decimalDigit.test(character)) return undefined;
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0x30 && point <= 0x39) return character;
  const zero = zeros.find((each) => point >= each && point <= each + 9);
  return zero === undefined ? oddDigit : String(point - zero);
};
