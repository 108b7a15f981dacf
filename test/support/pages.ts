import { globSync, readFileSync } from "node:fs";

/** The pages that people read, by path. */
export const pages: ReadonlyMap<string, string> = new Map(
  ["README.md", ...globSync("docs/**/*.md").sort()].map((path) => [path, readFileSync(path, "utf8")]),
);

/** @throws Error when there is no such page. */
export const pageAt = (path: string): string => {
  const page = pages.get(path);
  if (page === undefined) throw new Error(`there is no page ${path}`);
  return page;
};

/** What stands in the fenced blocks of a language, in order. */
export const blocksOf = (page: string, language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\`$`, "gms"))].map(([, block = ""]) => block);
