import { describe, expect, it } from "vitest";
import type { ApiResult } from "../../../app/src/api/http.ts";
import { followChange } from "../../../app/src/limits/follow-change.ts";
import { raiseTerms } from "../../../app/src/limits/use-limits.ts";
import { wantedLimit } from "../../../app/src/limits/wanted-limit.ts";
import type { ChangeView, LimitsView } from "../../../contracts/http/limits.ts";
import { limitTerms } from "../../../contracts/consent.ts";

const asked = { ok: true, value: { id: "rq_1", state: "asked" } } as const;

/** The ledger's answers, one after another; the last one stays. */
const answering = (...answers: readonly ApiResult<ChangeView>[]) => {
  let look = 0;
  const change = async (): Promise<ApiResult<ChangeView>> => {
    const answer = answers[Math.min(look, answers.length - 1)] as ApiResult<ChangeView>;
    look += 1;
    return answer;
  };
  return { api: { change }, pause: async () => undefined };
};

describe("a change of one's wallet is followed until it is judged", () => {
  it("done, or refused with its code", async () => {
    const done = { ok: true, value: { id: "rq_1", state: "done" } } as const;
    const refused = { ok: true, value: { id: "rq_1", state: "refused", reason: "limit_above_level" } } as const;
    expect(await followChange(asked, answering(asked, asked, done))).toEqual({ kind: "done" });
    expect(await followChange(asked, answering(refused))).toEqual({ kind: "refused", code: "limit_above_level" });
  });

  it("a network that does not tell is asked again, and nothing is called failed that may have been done", async () => {
    const unknown = { ok: false, fault: { kind: "unknown" } } as const;
    const done = { ok: true, value: { id: "rq_1", state: "done" } } as const;
    expect(await followChange(asked, answering(unknown, unknown, done))).toEqual({ kind: "done" });
    expect(await followChange(unknown, answering(done))).toEqual({ kind: "underway" });
    expect(await followChange(asked, answering(asked))).toEqual({ kind: "underway" });
    const no = { ok: false, fault: { kind: "refused", code: "limit_not_lower", detail: "" } } as const;
    expect(await followChange(no, answering(done))).toEqual({ kind: "refused", code: "limit_not_lower" });
  });
});

describe("a limit that somebody types", () => {
  it.each([
    ["40", { kind: "lower", amount: 4_000 }],
    ["60,50", { kind: "raise", amount: 6_050 }],
    ["50", { kind: "same" }],
    ["100.01", { kind: "tooHigh" }],
    ["", { kind: "noAmount" }],
  ] as const)("%s is judged as it will be by the ledger", (typed, wanted) => {
    expect(wantedLimit(typed, { now: 5_000, most: 10_000 })).toEqual(wanted);
  });

  it("any is lower than none", () => {
    expect(wantedLimit("1000", { now: undefined, most: undefined })).toEqual({ kind: "lower", amount: 100_000 });
  });

  it("is signed as it is shown, with the date that it holds from", () => {
    const of = { expires: "2026-11-24T12:05:00.000Z", effective: "2026-11-25T12:05:00.000Z" };
    const limits = { currency: "EUR", terms: { limit: of, unfreeze: of } } as unknown as LimitsView;
    const terms = raiseTerms({ limits, me: { id: "hol_a", stage: "test" } }, { name: "day", amount: 6_050 });
    const nonce = "AAAAAAAAAAAAAAAAAAAAAA";
    expect(limitTerms.parse({ ...terms, nonce })).toMatchObject({ limits: { day: 6_050 }, ...of, holder: "hol_a" });
  });
});
