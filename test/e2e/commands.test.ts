import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { freshCheckout } from "../../bench/started-piaf.ts";

/** What a command of package.json prints. */
const npmRun = async (args: readonly string[], cwd?: string): Promise<string> => {
  // No account, and no way to find one.
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  const options = { cwd, env: Object.fromEntries(environment) as NodeJS.ProcessEnv };
  return (await promisify(execFile)("npm", ["run", "-s", ...args], options)).stdout;
};

describe("commands that the README names", { timeout: 120_000 }, () => {
  it("npm run bench -- journey plays payments on two phones, and prints one object", async () => {
    const spread = { median: expect.toSatisfy((ms: number) => ms > 0 && ms < 10_000), p95: expect.any(Number) };
    expect(JSON.parse(await npmRun(["bench", "--", "journey", "--json", "--rounds", "2"]))).toMatchObject({
      post_to_shown_ms: spread,
      approve_to_settled_ms: spread,
      start_ms: { cold: expect.any(Number), warm: expect.any(Number) },
      rounds: [{ settled_for_payee_ms: expect.any(Number) }, {}],
    });
  });

  it("npm run pictures takes all the pictures that the README shows, each small", async () => {
    const folder = mkdtempSync(join(tmpdir(), "piaf-pictures-"));
    try {
      await npmRun(["pictures", "--", folder]);
      expect(readdirSync(folder).sort()).toEqual(readdirSync("docs/pictures").sort());
      for (const picture of readdirSync(folder)) expect(statSync(join(folder, picture)).size).toBeLessThan(80_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("npm run synth writes the templates of a deployment, without an account", async () => {
    const { folder, remove } = freshCheckout();
    try {
      await npmRun(["synth"], folder);
      const templates = ["stateful", "stateless"].map((stack) => `cdk.out/piaf-dev-${stack}.template.json`);
      expect(templates.filter((template) => !existsSync(join(folder, template)))).toEqual([]);
    } finally {
      remove();
    }
  });
});
