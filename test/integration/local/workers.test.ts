import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createPool, type LocalFunction } from "../../../local/workers/pool.ts";

const codeFolder = fileURLToPath(new URL("../../fixtures/local", import.meta.url));

describe("a function in its workers", () => {
  let pool: LocalFunction;
  let printed = "";
  afterEach(() => pool.stop());

  const start = (handler: string, options: { timeoutMs?: number } = {}): LocalFunction => {
    printed = "";
    pool = createPool({
      label: "test",
      name: "piaf-test",
      arn: "arn:aws:lambda:eu-west-3:000000000000:function:piaf-test",
      codeFolder,
      handler: `index.${handler}`,
      timeoutMs: options.timeoutMs ?? 5_000,
      memoryMb: 128,
      environment: { STAGE: "local" },
      print: (chunk) => (printed += chunk),
    });
    return pool;
  };

  it("gets the event, a context and its own environment, nothing of the machine's", async () => {
    const outcome = await start("echo").invoke({ a: 1 });
    expect(outcome).toMatchObject({
      ok: true,
      value: { event: { a: 1 }, functionName: "piaf-test", environment: { STAGE: "local" } },
    });
    const { environment, remainingMs } = (outcome as { value: { environment: object; remainingMs: number } }).value;
    expect(Object.keys(environment)).toEqual(["STAGE"]);
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(5_000);
  });

  it("is kept warm between events", async () => {
    start("echo");
    await pool.warm();
    await pool.invoke({});
    expect(await pool.invoke({})).toMatchObject({ value: { invocations: 2 } });
  });

  it("has a few instances, and lets further events wait for one", async () => {
    start("slow");
    const outcomes = await Promise.all(Array.from({ length: 7 }, () => pool.invoke({})));
    const counts = outcomes.map((outcome) => (outcome.ok ? Number(outcome.value) : 0));
    expect(counts.reduce((sum, count) => sum + (count === 1 ? 1 : 0), 0)).toBe(3);
    expect(Math.max(...counts)).toBeGreaterThan(1);
  });

  it("fails alone: what it throws is an outcome, in its log too", async () => {
    expect(await start("fail").invoke({})).toMatchObject({
      ok: false,
      fault: { errorType: "TypeError", errorMessage: "on purpose" },
    });
    expect(printed).toContain("on purpose");
  });

  it.each(["hang", "spin"])(
    "is killed when it takes too long (%s), and started anew for the next event",
    async (name) => {
      start(name, { timeoutMs: 200 });
      for (let time = 0; time < 2; time++) {
        expect(await pool.invoke({})).toMatchObject({
          ok: false,
          fault: {
            errorType: "Sandbox.Timedout",
            errorMessage: expect.stringContaining("timed out after 0.20 seconds"),
          },
        });
      }
    },
  );

  it("may end its process without ending ours", async () => {
    expect(await start("exit").invoke({})).toMatchObject({ ok: false, fault: { errorType: "Runtime.ExitError" } });
  });

  it("says so when the bundle has no such handler", async () => {
    expect(await start("missing").invoke({})).toMatchObject({
      ok: false,
      fault: { errorMessage: expect.stringContaining("exports no function missing") },
    });
  });

  it("prints into its log", async () => {
    await start("print").invoke({});
    await expect.poll(() => printed).toContain("printed");
  });
});
