import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../local/simulation/random.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";
import { bindWebCrypto } from "../../../local/simulation/web-crypto.ts";
import { sha256, utf8 } from "../../../core/encoding.ts";

describe("virtual time", () => {
  it("passes only while everybody waits, in order, and costs nothing", async () => {
    const time = createVirtualTime({ startMs: 0 });
    const seen: string[] = [];
    const walk = async (name: string, ...steps: number[]): Promise<void> => {
      for (const step of steps) {
        await time.sleep(step);
        seen.push(`${name}@${time.now()}`);
      }
    };
    await time.finish(Promise.all([walk("alice", 30, 86_400_000), walk("bob", 10, 20), walk("carol", 30)]));
    expect(seen).toEqual(["bob@10", "alice@30", "carol@30", "bob@30", "alice@86400030"]);
    expect(time.clock()).toBe(86_400_030);
  });

  it("lets everything that can run run before the next event, however long its chain of promises is", async () => {
    const time = createVirtualTime();
    const seen: string[] = [];
    const deep = async (): Promise<void> => {
      await time.sleep(1);
      for (let hop = 0; hop < 1_000; hop += 1) await Promise.resolve();
      seen.push("the chain");
    };
    time.after(2, () => seen.push("the next event"));
    void deep();
    await time.run();
    expect(seen).toEqual(["the chain", "the next event"]);
  });

  it("stops at the given moment, and goes on from there", async () => {
    const time = createVirtualTime({ startMs: 1_000 });
    const seen: number[] = [];
    for (const at of [10, 20, 30]) time.after(at, () => seen.push(at));
    await time.run(20);
    expect([...seen, time.clock()]).toEqual([10, 20, 1_020]);
    await time.run(100);
    expect([...seen, time.clock()]).toEqual([10, 20, 30, 1_100]);
  });

  it("tells of a work that waits for what never comes", async () => {
    const time = createVirtualTime();
    await expect(time.finish(new Promise(() => undefined))).rejects.toThrow("waits for what never comes");
    await expect(time.finish(Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(() => time.after(-1, () => undefined)).toThrow(RangeError);
  });

  it("plays by itself where nobody drives it", async () => {
    const time = createVirtualTime({ playsAlone: true });
    await Promise.all([time.sleep(3_600_000), time.sleep(10)]);
    expect(time.now()).toBe(3_600_000);
    await time.sleep(5);
    expect(time.now()).toBe(3_600_005);
  });

  it("keeps many events in order", async () => {
    const time = createVirtualTime();
    const random = createRandom(3);
    const fired: number[] = [];
    for (let event = 0; event < 3_000; event += 1) time.after(random.below(500), () => fired.push(time.now()));
    await time.run();
    expect(fired).toHaveLength(3_000);
    expect(fired).toEqual(fired.toSorted((one, other) => one - other));
  });

  it("stands still while WebCrypto works in another thread, and lets it answer in the order of the calls", async () => {
    const time = createVirtualTime();
    const seen: string[] = [];
    {
      using _bound = bindWebCrypto(time);
      const digest = async (name: string, bytes: number): Promise<void> => {
        const hash = await sha256(utf8("x".repeat(bytes)));
        seen.push(`${name}@${time.now()}`);
        expect(Buffer.from(hash)).toEqual(createHash("sha256").update("x".repeat(bytes)).digest());
      };
      // The long one is begun first: its thread is the last to be done.
      const work = Promise.all([digest("long", 5_000_000), digest("short", 1), digest("shorter", 0)]);
      time.after(1, () => seen.push("later"));
      await time.finish(work);
      await time.run();
    }
    expect(seen).toEqual(["long@0", "short@0", "shorter@0", "later"]);
    expect(Object.hasOwn(crypto.subtle, "digest")).toBe(false);
  });
});
