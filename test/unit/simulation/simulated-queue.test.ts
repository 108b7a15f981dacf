import { describe, expect, it } from "vitest";
import { dayMs, minuteMs } from "../../../core/clock.ts";
import { createRandom } from "../../../local/simulation/random.ts";
import { createSimulatedQueue } from "../../../local/simulation/sqs/simulated-queue.ts";
import { createVirtualTime } from "../../../local/simulation/virtual-time.ts";
import { type Weather, weathers } from "../../../local/simulation/weather.ts";

const world = (queue: Partial<Weather["queue"]> = {}) => {
  const time = createVirtualTime();
  const options = {
    time,
    random: createRandom(1),
    weather: { ...weathers.calm, queue: { ...weathers.calm.queue, ...queue } },
    visibilityTimeoutMs: 30_000,
  };
  const dead = createSimulatedQueue({ ...options, name: "ledger-dead" });
  const ledger = createSimulatedQueue({ ...options, name: "ledger", deadLetters: { queue: dead, maxReceiveCount: 3 } });
  return { time, ledger, dead };
};

const bodies = (messages: readonly { readonly body: string }[]): readonly string[] => messages.map(({ body }) => body);

describe("a standard queue", () => {
  it("hands out up to a batch, each message to one at a time, and forgets what is deleted", () => {
    const { ledger } = world();
    for (const body of ["a", "b", "c"]) ledger.send({ body });
    const first = ledger.receiveNow(2);
    expect(bodies(first)).toEqual(["a", "b"]);
    expect(bodies(ledger.receiveNow(10))).toEqual(["c"]);
    expect(ledger.receiveNow(10)).toEqual([]);
    for (const { receiptHandle } of first) ledger.delete(receiptHandle);
    expect(ledger.count()).toBe(1);
  });

  it("delivers again when the visibility ends, and to the dead-letter queue after three times", async () => {
    const { time, ledger, dead } = world();
    ledger.send({ body: "poison" });
    const counts = [];
    for (let round = 0; round < 4; round += 1) {
      counts.push(...ledger.receiveNow(10).map(({ receiveCount }) => receiveCount));
      expect(ledger.receiveNow(10)).toEqual([]);
      await time.run(time.now() + 30_000);
    }
    expect(counts).toEqual([1, 2, 3]);
    expect([ledger.count(), dead.count()]).toEqual([0, 1]);
  });

  it("takes a dead letter back, days later, as a new message", async () => {
    const { time, ledger, dead } = world();
    dead.send({ body: "poison" });
    await time.run(9 * dayMs);
    expect(dead.redriveTo(ledger)).toBe(1);
    expect(ledger.receiveNow(10)).toMatchObject([{ body: "poison", receiveCount: 1 }]);
    expect(dead.count()).toBe(0);
  });

  it("ignores a receipt that is over: the message belongs to its next receiver", async () => {
    const { time, ledger } = world();
    ledger.send({ body: "a" });
    const [old] = ledger.receiveNow(1);
    await time.run(30_000);
    const [current] = ledger.receiveNow(1);
    ledger.delete(old?.receiptHandle ?? "");
    expect(ledger.count()).toBe(1);
    ledger.changeVisibility(current?.receiptHandle ?? "", 0);
    expect(bodies(ledger.receiveNow(1))).toEqual(["a"]);
  });

  it("makes a receiver wait until there is something", async () => {
    const { time, ledger } = world();
    const received = ledger.receive(10);
    ledger.send({ body: "late", delayMs: 5_000 });
    expect(bodies(await time.finish(received))).toEqual(["late"]);
    expect(time.now()).toBe(5_000);
  });

  it("in bad weather: delivers twice, out of order, after a delete, and days later", async () => {
    const twice = world({ duplicate: 1 });
    twice.ledger.send({ body: "a" });
    expect(twice.ledger.receiveNow(10).map(({ messageId }) => messageId)).toEqual([
      "ledger-message-1",
      "ledger-message-1",
    ]);

    const jumbled = world({ reorder: 0.5 });
    const sent = Array.from({ length: 30 }, (_none, at) => String(at));
    for (const body of sent) jumbled.ledger.send({ body });
    const received = bodies(jumbled.ledger.receiveNow(30));
    expect(received).not.toEqual(sent);
    expect(received.toSorted()).toEqual(sent.toSorted());

    const sticky = world({ lostDelete: 1 });
    sticky.ledger.send({ body: "a" });
    sticky.ledger.delete(sticky.ledger.receiveNow(1)[0]?.receiptHandle ?? "");
    await sticky.time.run(30_000);
    expect(bodies(sticky.ledger.receiveNow(1))).toEqual(["a"]);

    const late = world({ redelivery: { rate: 1, fromMs: minuteMs, toMs: 13 * dayMs } });
    late.ledger.send({ body: "a" });
    late.ledger.delete(late.ledger.receiveNow(1)[0]?.receiptHandle ?? "");
    expect(late.ledger.receiveNow(1)).toEqual([]);
    expect(bodies(await late.time.finish(late.ledger.receive(1)))).toEqual(["a"]);
    expect(late.time.now()).toBeGreaterThan(minuteMs);
  });
});
