import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readXSecret } from "../../../adapters/channels/x/secret.ts";
import { blocksOf, pageAt, pages } from "../../support/pages.ts";

const found = (pattern: RegExp): readonly string[] =>
  [...pages.values()].flatMap((page) => [...page.matchAll(pattern)].map(([, name = ""]) => name));

describe("what the pages name", () => {
  it("are commands of package.json", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = found(/npm run (?:-s |--silent )?([a-z:]+)/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
  });

  it("are benchmarks and suites that there are", () => {
    const benchmarks = found(/npm run bench -- (\w+)/g);
    expect(benchmarks).toContain("journey");
    expect(benchmarks.filter((name) => !existsSync(`bench/${name}.ts`))).toEqual([]);
    const suites = found(/npm run test:suite -- (\w+)/g);
    expect(suites).toContain("unit");
    const known = readFileSync("test/run.ts", "utf8");
    expect(suites.filter((name) => !known.includes(`name: "${name}"`))).toEqual([]);
  });

  it.each([...pages])("%s: each link leads somewhere", (path, page) => {
    const targets = [...page.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
    const missing = targets.filter((to) => !/^https?:/.test(to) && !existsSync(join(dirname(path), to)));
    expect(missing).toEqual([]);
  });
});

describe("the pictures", () => {
  const pictures = globSync("docs/pictures/*.png");
  const bytes = pictures.map((picture) => statSync(picture).size);

  it("are small", () => {
    expect(pictures).not.toHaveLength(0);
    expect(Math.max(...bytes)).toBeLessThan(80_000);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(500_000);
  });

  it("are all shown somewhere", () => {
    const all = [...pages.values()].join();
    expect(pictures.filter((picture) => !all.includes(picture.replace(/^docs\//, "")))).toEqual([]);
  });
});

describe("how to deploy", () => {
  const readme = pageAt("README.md");

  it("shows the secret with every field that the adapter asks for", async () => {
    const shown = JSON.parse(blocksOf(readme, "json")[0] ?? "") as Record<string, unknown>;
    const filled = Object.fromEntries(Object.entries(shown).map(([field, value]) => [field, value || "a key"]));
    await expect(readXSecret(() => Promise.resolve(filled))).resolves.toEqual(filled);
    for (const field of Object.keys(filled)) {
      const incomplete = { ...filled, [field]: undefined };
      await expect(readXSecret(() => Promise.resolve(incomplete))).rejects.toThrow(field);
    }
  });

  it("names the stack, its parameter, its outputs and its secret as they are", () => {
    const stack = readFileSync("lib/stacks/stateless-stack.ts", "utf8");
    const outputs = [...stack.matchAll(/new CfnOutput\(this, "([a-z-]+)"/g)].map(([, id = ""]) =>
      id.replaceAll("-", ""),
    );
    expect(outputs.filter((output) => !readme.includes(`\`${output}\``))).toEqual([]);
    expect(stack).toContain('new CfnParameter(this, "XBotUserId"');
    expect(readme).toContain("--parameters piaf-dev-stateless:XBotUserId=");
    expect(readFileSync("lib/constructs/piaf-secrets.ts", "utf8")).toContain("secretName: `piaf/${stage.name}/x`");
    expect(readme).toContain("`piaf/dev/x`");
  });
});
