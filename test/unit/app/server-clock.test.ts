import { describe, expect, it } from "vitest";
import { createServerClock } from "../../../app/src/api/server-clock.ts";

const trueMs = Date.parse("2026-03-01T12:00:00.000Z");
const date = new Date(trueMs).toUTCString();
const dayMs = 86_400_000;

describe("the time that the app goes by", () => {
  it.each([dayMs, -dayMs])("is the server's when the phone is wrong by %d ms", (wrongByMs) => {
    let phoneMs = trueMs + wrongByMs;
    const clock = createServerClock(() => phoneMs);
    expect(clock.now()).toBe(phoneMs);
    clock.learn(date);
    expect(clock.now()).toBe(trueMs);
    phoneMs += 5_000;
    expect(clock.now()).toBe(trueMs + 5_000);
  });

  it("is the phone's where it is right, and again once it has been put right", () => {
    let phoneMs = trueMs + dayMs;
    const clock = createServerClock(() => phoneMs);
    clock.learn(date);
    phoneMs = trueMs + 900;
    clock.learn(date);
    expect(clock.now()).toBe(phoneMs);
  });

  it.each([null, "", "soon"])("learns nothing from an answer with the date %s", (odd) => {
    const clock = createServerClock(() => trueMs);
    clock.learn(odd);
    expect(clock.now()).toBe(trueMs);
  });
});
