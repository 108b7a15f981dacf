import { type Bytes, fromBase64Url, toBase64Url } from "../encoding.ts";
import { inclusionPath, merkleRoot } from "./merkle-tree.ts";

/** The hash of one transfer's leaf, base64url. */
export type Leaf = { readonly id: string; readonly hash: string };

/** A full subtree of the day's tree, save the last: small enough to be kept as one item, and read for one receipt. */
export type TreePage = { readonly first: string; readonly root: string; readonly hashes: readonly string[] };

export type DayTree = { readonly count: number; readonly root: string; readonly pages: readonly TreePage[] };

/** A power of two, so that a page is a node of the tree: 43 bytes a hash, 88 kB a page. */
const leavesPerPage = 2_048;

const bytesOf = (hashes: readonly string[]): readonly Bytes[] => hashes.map(fromBase64Url);

/** The tree over a day's transfers in the order of their ids, whatever order they come in. */
export const dayTreeOf = async (leaves: readonly Leaf[]): Promise<DayTree> => {
  const sorted = [...leaves].sort((left, right) => (left.id < right.id ? -1 : 1));
  const pages: TreePage[] = [];
  for (let at = 0; at < sorted.length; at += leavesPerPage) {
    const held = sorted.slice(at, at + leavesPerPage);
    const hashes = held.map(({ hash }) => hash);
    pages.push({ first: held[0]?.id ?? "", root: toBase64Url(await merkleRoot(bytesOf(hashes))), hashes });
  }
  const root = toBase64Url(await merkleRoot(bytesOf(pages.map((page) => page.root))));
  return { count: sorted.length, root, pages };
};

/** What is read of a tree to prove one leaf: where each page begins, and the page that the leaf is on. */
export type TreeIndex = readonly Pick<TreePage, "first" | "root">[];

/** The number of the page on which a transfer is, if it is in the tree at all. */
export const pageNumberOf = (index: TreeIndex, id: string): number => index.findLastIndex(({ first }) => first <= id);

/** Undefined where the page does not hold the leaf. */
export const pathOf = async (
  leaf: string,
  { index, page, hashes }: { readonly index: TreeIndex; readonly page: number; readonly hashes: readonly string[] },
): Promise<{ readonly index: number; readonly path: readonly string[] } | undefined> => {
  const at = hashes.indexOf(leaf);
  if (at < 0) return undefined;
  const within = await inclusionPath(bytesOf(hashes), at);
  const above = await inclusionPath(bytesOf(index.map(({ root }) => root)), page);
  return { index: page * leavesPerPage + at, path: [...within, ...above].map(toBase64Url) };
};
