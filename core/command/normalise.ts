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

/** Stands for a character that looks like a digit or holds one (², ½, ①): never a part of a number that is read. */
export const oddDigit = "\uE000";

/** A character that normalising may change: most posts have none, and go the fast way. */
const unusual =
  /[^\n -~¡-§©«¬®°±·»¿-ž\u2010-\u201F\u20A0-\u20BF\uD83C-\uD83E\uDC00-\uDFFF]|\uD83C(?![\uDF00-\uDFFF])|\uD83E(?![\uDC00-\uDEFF])/;

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
  if (!unusual.test(text)) {
    const same =
      text.includes("’") || text.includes("‐") || text.includes("‑")
        ? text.replaceAll("’", "'").replaceAll(/[‐‑]/g, "-")
        : text;
    return { text: same, origin: undefined, hidden: [], overridden: false };
  }
  return normaliseSlowly(text, spans, steps);
};

const normaliseSlowly = (raw: string, spans: readonly Span[], steps: { count: number }): NormalText => {
  let text = "";
  const origin: number[] = [];
  const hidden: number[] = [];
  let cluster = "";
  let clusterAt = 0;
  let marks = 0;
  const put = (written: string, at: number): void => {
    text += written;
    for (let index = 0; index < written.length; index += 1) origin.push(at);
  };
  const endCluster = (): void => {
    if (cluster === "") return;
    for (const character of folded(cluster)) {
      steps.count += 1;
      put(character, clusterAt);
    }
    cluster = "";
  };
  let span = 0;
  for (let at = 0; at < raw.length;) {
    steps.count += 1;
    const mention = spans[span];
    if (mention && at === mention.start && mention.end > at) {
      endCluster();
      for (let index = at; index < mention.end; index += 1) put(raw.charAt(index), index);
      at = mention.end;
      span += 1;
      continue;
    }
    const character = String.fromCodePoint(raw.codePointAt(at) ?? 0);
    if (character !== "\n" && !anySpace.test(character) && invisible.test(character)) {
      endCluster();
      hidden.push(text.length);
    } else if (mark.test(character) && cluster !== "" && marks < maximumMarks) {
      cluster += character;
      marks += 1;
    } else {
      endCluster();
      cluster = character;
      clusterAt = at;
      marks = 0;
    }
    at += character.length;
  }
  endCluster();
  origin.push(raw.length);
  return { text, origin, hidden, overridden: override.test(raw) };
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
