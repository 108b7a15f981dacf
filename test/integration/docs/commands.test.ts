import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, pageAt } from "../../support/pages.ts";
import { until } from "../../support/until.ts";
import { startWholePiaf, type WholePiaf } from "../../support/whole-piaf.ts";

let piaf: WholePiaf;
beforeAll(async () => {
  piaf = await startWholePiaf();
});
afterAll(() => piaf.stop());

/** Blocks of a page that talk to a running Piaf. */
const walkThrough = (path: string): readonly string[] =>
  blocksOf(pageAt(path), "sh").filter((block) => block.includes("localhost:4400"));

/** Runs a block as it stands, but for the port. Answers with what it prints. */
const run = async (block: string): Promise<Record<string, unknown>> => {
  const here = block.replaceAll(":4400", `:${piaf.port}`).replace(/(run -s token -- \w+)/, `$1 --port ${piaf.port}`);
  const { stdout } = await promisify(execFile)("bash", ["-euc", here]);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe("what the pages tell to type", () => {
  it("README.md: a post, and what waits for alice because of it", async () => {
    const [post, ask, ...more] = walkThrough("README.md");
    expect(more).toEqual([]);
    const { id } = await run(post ?? "");
    const waiting = await until("alice's intent", async () => {
      const { data } = (await run(ask ?? "")) as { data: readonly Record<string, unknown>[] };
      return data[0];
    });
    expect(waiting).toMatchObject({ state: "pending_approval", total: 500, currency: "EUR", source: { post_id: id } });
  });

  it("docs/funding.md: a top-up, and what its payer does next", async () => {
    const [ask, script, ...more] = walkThrough("docs/funding.md");
    expect(more).toEqual([]);
    const { next } = (await run(ask ?? "")) as { next: { kind: string; url: string } };
    expect(next.kind).toBe("sandbox_page");
    const payment = await run((script ?? "").replace("pay_…", next.url.split("/").at(-1) ?? ""));
    expect(payment).toMatchObject({ status: "open", amount: 2_000 });
  });

  it("docs/simulated-x.md: every request is understood", async () => {
    const [post, ...more] = walkThrough("docs/simulated-x.md");
    expect(more).toEqual([]);
    const { id } = await run(post ?? "");
    const requests = blocksOf(pageAt("docs/simulated-x.md"), "http");
    expect(requests.length).toBeGreaterThan(5);
    for (const request of requests) {
      const [first = "", body] = request.replaceAll("{id}", String(id)).split("\n");
      const [method = "", path = ""] = first.split(" ");
      const answer = await piaf.call({ method, path, body: body ? (JSON.parse(body) as unknown) : undefined });
      expect({ first, status: answer.status }).toEqual({ first, status: expect.toSatisfy((s: number) => s < 300) });
    }
  });
});
