import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverage, sections, type Coverage } from "../../../local/template/coverage.ts";
import type { Declared, Deployment } from "../../../local/template/declared.ts";
import { mappedValues } from "../../../local/template/mapped-values.ts";

const page = readFileSync("docs/local.md", "utf8");

/** The cells of every row of a part of the page, without the formatter's padding. */
const rowsIn = (heading: string): readonly (readonly string[])[] => {
  const [part = ""] = page.slice(page.indexOf(`\n## ${heading}`) + 1).split(/\n(?=## )/);
  const rows = part.split("\n").filter((line) => line.startsWith("|"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

/** What the page says once for all: tags, and texts for people. */
const saidOnce = ["tags are for the bill", "a text for people"];

const leftOut = (covered: Coverage): string => {
  if ("reason" in covered) return covered.reason;
  const named = Object.entries(covered.notNeeded).filter(([, reason]) => !saidOnce.includes(reason));
  const byReason = Map.groupBy(named, ([, reason]) => reason);
  const parts = [...byReason].map(([reason, all]) => `${all.map(([name]) => `\`${name}\``).join(", ")}: ${reason}`);
  return parts.length === 0 ? "nothing" : parts.join("; ");
};

describe("docs/local.md", () => {
  it("lists every resource type, what of it is left out, and why, as the runner has it", () => {
    const listed = rowsIn("What is left out").filter(([type]) => type?.startsWith("`AWS::"));
    expect(listed).toEqual(Object.entries(coverage).map(([type, covered]) => [`\`${type}\``, leftOut(covered)]));
  });

  it("names the parts of a template that are passed over", () => {
    for (const [name, reason] of Object.entries(sections.notNeeded)) expect(page).toContain(`\`${name}\` (${reason})`);
  });

  it("lists the values that differ from the template, each once", () => {
    const attributes = { ProviderURL: "https://pool", DomainName: "host" };
    const some = { attributes, properties: {} } as unknown as Declared;
    const mapped = mappedValues({ ofType: () => [some] } as unknown as Deployment, { port: 4400 });
    const listed = rowsIn("What differs from the template").slice(2);
    expect(listed).toEqual(mapped.map(({ what, local }) => [what, `\`${local.replaceAll(",", "` `")}\``]));
  });
});
