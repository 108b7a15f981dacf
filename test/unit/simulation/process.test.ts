import { describe, expect, it } from "vitest";
import { runProcess, superviseProcess } from "../../../local/simulation/process.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";

const world = (deathRate: number, seed = 1) => {
  const time = createVirtualTime();
  const committed: string[] = [];
  /** Commits after 5 ms, and answers after 5 more. */
  const service = {
    send: async (what: string): Promise<string> => {
      await time.sleep(5);
      committed.push(what);
      await time.sleep(5);
      return what;
    },
  };
  return { time, committed, service, options: { time, random: createRandom(seed), deathRate } };
};

describe("a process that can die", () => {
  it("hears nothing any more once it is dead; what it has sent stays sent", async () => {
    const { time, committed, service, options } = world(0);
    const heard: string[] = [];
    const end = runProcess(options, async (self) => {
      time.after(17, self.kill);
      const client = self.using(service);
      heard.push(await client.send("one"));
      heard.push(await client.send("two"));
      heard.push(await client.send("three"));
    });
    expect(await time.finish(end)).toEqual({ kind: "died" });
    await time.run();
    expect(committed).toEqual(["one", "two"]);
    expect(heard).toEqual(["one"]);
  });

  it("dies at any of its waits, before and after what it asked for was done", async () => {
    const ends = { before: 0, after: 0, lived: 0 };
    for (let seed = 0; seed < 300; seed += 1) {
      const { time, committed, service, options } = world(0.5, seed);
      const end = await time.finish(runProcess(options, (self) => self.using(service).send("it")));
      await time.run();
      if (end.kind === "ended") ends.lived += 1;
      else ends[committed.length === 0 ? "before" : "after"] += 1;
    }
    for (const count of Object.values(ends)) expect(count).toBeGreaterThan(30);
  });

  it("is started again, with nothing in mind, until it comes to its end", async () => {
    const { time, committed, service, options } = world(0.4);
    let lives = 0;
    const done = superviseProcess({ ...options, restartAfterMs: 100 }, async (self) => {
      lives += 1;
      const client = self.using(service);
      for (const step of ["a", "b", "c"]) await client.send(step);
      return "done";
    });
    expect(await time.finish(done)).toBe("done");
    expect(lives).toBeGreaterThan(1);
    expect(committed.slice(-3)).toEqual(["a", "b", "c"]);
    expect(committed.length).toBeGreaterThan(3);
  });

  it("passes its errors on", async () => {
    const { time, options } = world(0);
    const failing = runProcess(options, async (self) => {
      await self.sleep(1);
      throw new Error("broken");
    });
    await expect(time.finish(failing)).rejects.toThrow("broken");
  });
});
