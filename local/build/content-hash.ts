import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const filesUnder = (path: string): readonly string[] => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "node_modules" && name !== "dist")
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
};

/**
 * A hash of the names and bytes of all files under these paths, and of `salt`: as long as it stays, what was built from
 * them may be used again. Paths that do not exist count as empty.
 */
export const contentHash = (root: string, paths: readonly string[], salt = ""): string => {
  const hash = createHash("sha256").update(salt);
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    const bytes = readFileSync(file);
    hash.update(`\0${relative(root, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex").slice(0, 24);
};
