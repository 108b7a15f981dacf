import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("gives every package of package.json a row with its reason in docs/adr/0010-libraries.md, and no other", () => {
  const page = readFileSync("docs/adr/0010-libraries.md", "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, object>;
  expect(named.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});
