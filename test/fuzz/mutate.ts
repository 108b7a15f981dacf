import type { Random } from "../../local/simulation/random.ts";

/** Values that have broken parsers before. */
const oddValues: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "0",
  "9999999999999999999",
  "99999999999999999999999",
  "-1",
  "@piaf pay 5€ @bob",
  "\u0000\uD800\u202E\uFFFF",
  "é".repeat(30_000),
  "@piaf ".repeat(2_000),
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: { polluted: true }, constructor: "x" },
  { length: -1 },
  "2026-11-24T12:00:00Z",
];

type Mutation = (body: Buffer, random: Random) => Buffer;

/** Of the JSON: a part replaced, removed, doubled, or swapped for another part. */
const changePart: Mutation = (body, random) => {
  const whole = jsonOf(body);
  if (whole === undefined) return body;
  let left = random.below(countOf(whole));
  const change = random.below(4);
  const changed = (part: unknown): unknown => {
    if (change === 0) return random.pick(oddValues);
    if (change === 1) return undefined;
    if (change === 2) return [part, part];
    return partOf(whole, random.below(countOf(whole)));
  };
  const visit = (part: unknown): unknown => {
    if (left-- === 0) return changed(part);
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, visit(child)]));
  };
  return Buffer.from(JSON.stringify(visit(whole)) ?? "null");
};

/** Of an id: the digits of another, so that the post becomes a strange one. */
const changeDigits: Mutation = (body, random) =>
  Buffer.from(body.toString().replaceAll(/\d{6,}/g, (id) => (random.chance(0.2) ? shuffled(id, random) : id)));

const shuffled = (id: string, random: Random): string =>
  [...id].map((digit) => (random.chance(0.3) ? String(random.below(10)) : digit)).join("");

/** Of the bytes, whatever they mean. */
const flipBytes: Mutation = (body, random) => {
  const changed = Buffer.from(body);
  for (let count = random.below(8); count >= 0; count -= 1) changed[random.below(changed.length)] = random.below(256);
  return changed;
};

const truncate: Mutation = (body, random) => body.subarray(0, random.below(body.length));

const insert: Mutation = (body, random) => {
  const at = random.below(body.length);
  return Buffer.concat([
    body.subarray(0, at),
    Buffer.from(random.pick(["\uFEFF", "{", '"', "\\u0000", "\xff", " "])),
    body.subarray(at),
  ]);
};

const wrap: Mutation = (body, random) =>
  Buffer.from(random.pick([`[${body}]`, `{"data":${body}}`, `{"for_user_id":"1","tweet_create_events":[${body}]}`]));

const mutations: readonly [Mutation, ...Mutation[]] = [
  changePart,
  changePart,
  changeDigits,
  flipBytes,
  truncate,
  insert,
  wrap,
];

/** The body after one to three mutations. */
export const mutate = (body: Buffer, random: Random): Buffer => {
  let mutated = body;
  for (let count = random.below(3); count >= 0 && mutated.length > 0; count -= 1)
    mutated = random.pick(mutations)(mutated, random);
  return mutated;
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

const children = (part: unknown): readonly unknown[] =>
  typeof part === "object" && part !== null ? Object.values(part) : [];

const countOf = (part: unknown): number => children(part).reduce<number>((sum, child) => sum + countOf(child), 1);

const partOf = (whole: unknown, place: number): unknown => {
  let left = place;
  const visit = (part: unknown): { readonly found: unknown } | undefined => {
    if (left-- === 0) return { found: part };
    for (const child of children(part)) {
      const inside = visit(child);
      if (inside) return inside;
    }
    return undefined;
  };
  return visit(whole)?.found;
};
