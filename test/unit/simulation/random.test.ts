import { describe, expect, it } from "vitest";
import { createRandom } from "../../../local/simulation/random.ts";

const draws = (seed: number | string, count = 5): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, random.next);
};

describe("seeded chance", () => {
  it("draws the same from the same seed, on every machine and for ever", () => {
    expect(draws(42)).toEqual(draws(42));
    expect(draws(42)).not.toEqual(draws(43));
    expect(draws("a seed", 2)).toMatchInlineSnapshot(`
      [
        0.9142618163023144,
        0.9422626381274313,
      ]
    `);
  });

  it("forks by name, whatever was drawn before and whoever else forks", () => {
    const [one, other] = [createRandom(7), createRandom(7)];
    one.next();
    one.fork("carol");
    expect(one.fork("alice").next()).toBe(other.fork("alice").next());
    expect(one.fork("alice").next()).not.toBe(one.fork("bob").next());
  });

  it("is about uniform, in every place that draws", () => {
    const random = createRandom(1);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 40_000; draw += 1) counts[random.below(4)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    const hits = Array.from({ length: 20_000 }, () => random.chance(0.05)).filter(Boolean).length;
    expect(Math.abs(hits - 1_000)).toBeLessThan(150);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });
});
