import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { commandsPage } from "../../corpus/commands-page.ts";

it("keeps docs/commands.md as the corpus has it (node test/corpus/write-commands-page.ts)", async () => {
  expect(readFileSync("docs/commands.md", "utf8")).toBe(await commandsPage());
});
