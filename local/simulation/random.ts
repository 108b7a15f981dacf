/** Chance from a seed: the same seed gives the same draws, for ever and on every machine. Nothing here is secret. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** A whole number from 0 to `below - 1`. */
  readonly below: (below: number) => number;
  /** True with the given probability; a probability of 0 draws nothing. */
  readonly chance: (probability: number) => boolean;
  readonly between: (from: number, to: number) => number;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
  /** A source of its own for a part: it depends on this source's seed and the name, not on what was drawn so far. */
  readonly fork: (name: string | number) => Random;
};

/** The 32-bit hash xmur3 by bryc (public domain), continued: each call gives the next word of the seed's expansion. */
const expansion = (text: string): (() => number) => {
  let hash = 1779033703 ^ text.length;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
};

/** sfc32, of Chris Doty-Humphrey's PractRand: small, fast, 128 bits of state. */
const smallFastCounter = (seed: string): (() => number) => {
  const word = expansion(seed);
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) draw();
  return draw;
};

export const createRandom = (seed: number | string): Random => {
  const next = smallFastCounter(String(seed));
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (probability) => probability > 0 && next() < probability,
    between: (from, to) => from + next() * (to - from),
    pick: (values) => values[below(values.length)] ?? values[0],
    fork: (name) => createRandom(`${seed}/${name}`),
  };
};
