import { expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { timelineOf } from "../../../core/intent/timeline.ts";
import { noon, proposal } from "../../support/intents.ts";

const at = (hours: number) => instant(noon + hours * hourMs);
const steps = (more: Partial<Intent>, now = noon + hourMs) =>
  timelineOf(proposal(more), now).map(({ state, at: time }) => [state, time]);

it("begins with the proposal, and says nothing twice", () => {
  expect(steps({})).toEqual([["proposed", at(0)]]);
  expect(steps({ state: "approved", signedAt: at(1), updatedAt: at(1) })).toEqual([
    ["proposed", at(0)],
    ["approved", at(1)],
  ]);
});

it("tells when it was approved and settled, or how it ended", () => {
  expect(steps({ state: "settled", signedAt: at(1), updatedAt: at(2) })).toEqual([
    ["proposed", at(0)],
    ["approved", at(1)],
    ["settled", at(2)],
  ]);
  expect(steps({ state: "declined", updatedAt: at(1) })).toEqual([
    ["proposed", at(0)],
    ["declined", at(1)],
  ]);
});

it("tells of an expiry when it was, whether or not the sweep has come by", () => {
  const expired = [
    ["proposed", at(0)],
    ["expired", at(24)],
  ];
  expect(steps({}, noon + 30 * hourMs)).toEqual(expired);
});

it("tells of edits, and of a payment that is tried again", () => {
  const source = { ...proposal().source, edited: true, writtenAt: at(0.5) };
  expect(steps({ version: 2, source, updatedAt: at(0.6) })).toEqual([
    ["proposed", at(0)],
    ["edited", at(0.5)],
    ["pending_approval", at(0.6)],
  ]);
  expect(steps({ version: 2, signedAt: at(1), updatedAt: at(3) })).toEqual([
    ["proposed", at(0)],
    ["approved", at(1)],
    ["pending_approval", at(3)],
  ]);
});
