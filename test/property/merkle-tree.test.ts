import fc from "fast-check";
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { type Bytes, toBase64Url } from "../../core/encoding.ts";
import { inclusionPath, leafHashOf, merkleRoot, rootByPath } from "../../core/proof/merkle-tree.ts";

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962 §2.1, word for word: the split at the largest power of two below the number of leaves. */
const treeHash = (data: readonly Uint8Array[]): Buffer => {
  const [only] = data;
  if (only === undefined) return sha256("");
  if (data.length === 1) return sha256(Buffer.of(0), only);
  let split = 1;
  while (split * 2 < data.length) split *= 2;
  return sha256(Buffer.of(1), treeHash(data.slice(0, split)), treeHash(data.slice(split)));
};

const dataOf = (count: number): readonly Bytes[] =>
  Array.from({ length: count }, (_, index) => new TextEncoder().encode(`transfer ${index}`));
const leavesOf = (count: number): Promise<readonly Bytes[]> => Promise.all(dataOf(count).map(leafHashOf));

it("has the root of RFC 6962 for 0 to 200 leaves", async () => {
  for (let count = 0; count <= 200; count += 1) {
    expect(toBase64Url(await merkleRoot(await leavesOf(count))), `${count} leaves`).toBe(
      toBase64Url(treeHash(dataOf(count))),
    );
  }
});

it("proves every leaf of 1 to 200, and nothing else by the same proof", async () => {
  for (let count = 1; count <= 200; count += 1) {
    const leaves = await leavesOf(count);
    const root = toBase64Url(await merkleRoot(leaves));
    const index = [0, Math.floor(count / 2), count - 1][count % 3]!;
    const path = await inclusionPath(leaves, index);
    const led = async (leaf: Bytes, more: { index?: number; count?: number; path?: readonly Bytes[] } = {}) => {
      const bytes = await rootByPath(leaf, { index, count, path, ...more });
      return bytes && toBase64Url(bytes);
    };
    expect(await led(leaves[index]!)).toBe(root);
    expect(await led(await leafHashOf(new Uint8Array([count])))).not.toBe(root);
    expect(await led(leaves[index]!, { path: [...path, leaves[0]!] })).not.toBe(root);
    if (count > 1) expect(await led(leaves[index]!, { path: path.slice(1) })).not.toBe(root);
    if (count > 1) expect(await led(leaves[index]!, { index: index === 0 ? 1 : index - 1 })).not.toBe(root);
    expect(await led(leaves[index]!, { index: count })).toBeUndefined();
  }
});

it("proves any leaf of any tree, and no changed leaf", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(31), async (count, chosen, at) => {
      const leaves = await leavesOf(count);
      const index = chosen % count;
      const path = await inclusionPath(leaves, index);
      const leaf = leaves[index]!;
      const changed = leaf.map((byte, position) => (position === at ? byte ^ 1 : byte));
      const root = toBase64Url(await merkleRoot(leaves));
      expect(toBase64Url((await rootByPath(leaf, { index, count, path }))!)).toBe(root);
      expect(toBase64Url((await rootByPath(changed, { index, count, path }))!)).not.toBe(root);
    }),
    { numRuns: 60 },
  ));

it("has no proof for a leaf that is not there", async () => {
  await expect(inclusionPath(await leavesOf(3), 3)).rejects.toThrow("There is no leaf 3.");
});

it("is the same over the roots of full subtrees, so that a day is kept in pages", async () => {
  const leaves = await leavesOf(77);
  const pages = await Promise.all(
    Array.from({ length: 5 }, (_, page) => merkleRoot(leaves.slice(page * 16, page * 16 + 16))),
  );
  expect(toBase64Url(await merkleRoot(pages))).toBe(toBase64Url(await merkleRoot(leaves)));
  const within = await inclusionPath(leaves.slice(64), 5);
  const above = await inclusionPath(pages, 4);
  expect([...within, ...above].map(toBase64Url)).toEqual((await inclusionPath(leaves, 69)).map(toBase64Url));
});
