import { expect, it } from "vitest";
import { hashPin, pinMatches } from "../../../functions/enrol/pin-hash.ts";

const salt = new Uint8Array(16).fill(7);

it("a PIN matches its own hash alone", async () => {
  const hash = await hashPin("123456", salt);
  expect(await pinMatches("123456", hash)).toBe(true);
  expect(await pinMatches("123457", hash)).toBe(false);
  expect(await pinMatches("", hash)).toBe(false);
});

it("two people with one PIN have two hashes, and neither holds the PIN", async () => {
  const [one, other] = [await hashPin("123456", salt), await hashPin("123456", new Uint8Array(16).fill(8))];
  expect(one.hash).not.toBe(other.hash);
  expect(JSON.stringify(one)).not.toContain("123456");
});
