import { editDistance } from "../edit-distance.ts";

/** Letters that pass for others at a glance, by what they pass for (after Unicode's confusables, UTS 39). */
const passFor: Readonly<Record<string, string>> = {
  o: "0оοօｏ",
  l: "1i|ıіӏιｌ",
  s: "5ѕ",
  z: "2",
  b: "8ьƅ",
  g: "9ɡ",
  t: "7",
  a: "4аαɑ",
  e: "3еєҽ",
  c: "сϲ",
  p: "рρ",
  x: "хχ",
  y: "уγ",
  h: "һ",
  j: "јϳ",
  k: "кκ",
  n: "ո",
  u: "υս",
  v: "ѵν",
  d: "ԁ",
  w: "ԝѡ",
  q: "ԛ",
};

const originals: ReadonlyMap<string, string> = new Map(
  Object.entries(passFor).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** What is left of a handle at a glance: two handles of one skeleton are told apart by nobody. */
export const skeletonOf = (handle: string): string =>
  [...handle.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()]
    .map((letter) => originals.get(letter) ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll(/[_.\-]/g, "");

/** Below it one letter less or more is noticed no better, but another letter is: bob is not rob. */
const longEnough = 5;

/**
 * Whether a handle is easily taken for another one: of the same skeleton (b0b, b_ob), or one letter apart (bobb). A handle
 * is no look-alike of itself, however it is written in capitals.
 */
export const looksAlike = (handle: string, other: string): boolean => {
  if (handle.toLowerCase() === other.toLowerCase()) return false;
  const [one, two] = [skeletonOf(handle), skeletonOf(other)];
  if (one === two) return true;
  const isShort = Math.min(one.length, two.length) < longEnough;
  return (!isShort || one.length !== two.length) && editDistance(one, two) === 1;
};
