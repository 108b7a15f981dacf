import { type Bytes, sha256 } from "../encoding.ts";

/** RFC 6962 §2.1: leaves and inner nodes are hashed under different prefixes, so that neither passes for the other. */
const leafPrefix = 0x00;
const nodePrefix = 0x01;

const hashOf = (prefix: number, ...parts: readonly Uint8Array[]): Promise<Bytes> => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 1));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return sha256(bytes);
};

/** The hash of one leaf's data. */
export const leafHashOf = (data: Bytes): Promise<Bytes> => hashOf(leafPrefix, data);

const nodeHashOf = (left: Bytes, right: Bytes): Promise<Bytes> => hashOf(nodePrefix, left, right);

/** The next level up. A node without a sibling goes up as it is: the same tree as RFC 6962's split at a power of two. */
const levelAbove = (level: readonly Bytes[]): Promise<readonly Bytes[]> =>
  Promise.all(
    level.flatMap((left, index) => {
      if (index % 2 === 1) return [];
      const right = level[index + 1];
      return [right === undefined ? left : nodeHashOf(left, right)];
    }),
  );

/** The root over the hashes of leaves, or of the subtrees of equal, full size that they begin. Of none: SHA-256 of nothing. */
export const merkleRoot = async (hashes: readonly Bytes[]): Promise<Bytes> => {
  let level = hashes;
  while (level.length > 1) level = await levelAbove(level);
  return level[0] ?? sha256(new Uint8Array());
};

/** The audit path of RFC 6962 §2.1.1: the siblings on the way from a leaf to the root, lowest first. */
export const inclusionPath = async (hashes: readonly Bytes[], index: number): Promise<readonly Bytes[]> => {
  if (!Number.isInteger(index) || index < 0 || index >= hashes.length)
    throw new RangeError(`There is no leaf ${index}.`);
  const path: Bytes[] = [];
  let level = hashes;
  for (let at = index; level.length > 1; at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) path.push(sibling);
    level = await levelAbove(level);
  }
  return path;
};

/**
 * The root that a path leads to (RFC 9162 §2.1.3.2), or undefined for a path that fits no tree of so many leaves. It
 * proves inclusion only when it equals a root that is trusted for exactly this `count`.
 */
export const rootByPath = async (
  leaf: Bytes,
  { index, count, path }: { readonly index: number; readonly count: number; readonly path: readonly Bytes[] },
): Promise<Bytes | undefined> => {
  if (index < 0 || index >= count) return undefined;
  let [at, last, hash] = [index, count - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = await nodeHashOf(sibling, hash);
      // Levels on which the node had no sibling left nothing in the path.
      for (; at !== 0 && at % 2 === 0; at = Math.floor(at / 2)) last = Math.floor(last / 2);
    } else {
      hash = await nodeHashOf(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
};
