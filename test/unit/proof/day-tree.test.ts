import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url, utf8 } from "../../../core/encoding.ts";
import { dayTreeOf, pageNumberOf, pathOf } from "../../../core/proof/day-tree.ts";
import { leafHashOf, merkleRoot, rootByPath } from "../../../core/proof/merkle-tree.ts";

const leavesOf = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const id = `tr_${index.toString().padStart(6, "0")}`;
      return { id, hash: toBase64Url(await leafHashOf(utf8(id))) };
    }),
  );

it("proves a transfer on any page of a large day by that page and the roots of the others", async () => {
  const leaves = await leavesOf(5_000);
  const tree = await dayTreeOf([...leaves].reverse());
  expect(tree.pages).toHaveLength(3);
  expect(tree.root).toBe(toBase64Url(await merkleRoot(leaves.map(({ hash }) => fromBase64Url(hash)))));
  for (const index of [0, 2_047, 2_048, 4_095, 4_096, 4_999]) {
    const { id, hash } = leaves[index]!;
    const page = pageNumberOf(tree.pages, id);
    const found = await pathOf(hash, { index: tree.pages, page, hashes: tree.pages[page]!.hashes });
    expect(found?.index).toBe(index);
    const path = found!.path.map(fromBase64Url);
    const led = await rootByPath(fromBase64Url(hash), { index, count: tree.count, path });
    expect(toBase64Url(led!)).toBe(tree.root);
  }
});

it("knows what is not on a page, or before the first", async () => {
  const tree = await dayTreeOf(await leavesOf(3));
  expect(pageNumberOf(tree.pages, "tr_")).toBe(-1);
  const stranger = toBase64Url(await leafHashOf(utf8("another")));
  expect(await pathOf(stranger, { index: tree.pages, page: 0, hashes: tree.pages[0]!.hashes })).toBeUndefined();
});

it("has a root for a day without transfers", async () => {
  const { count, root, pages } = await dayTreeOf([]);
  expect([count, pages.length]).toEqual([0, 0]);
  expect(Buffer.from(root, "base64url").toString("hex")).toMatch(/^e3b0c44298fc1c149afbf4c8996fb924/);
});
