import { describe, expect, it } from "vitest";
import { createAccess, keepSession, keptSession, type Turn } from "../../../app/src/identity/access.ts";
import type { Renewable, Session, Tokens } from "../../../app/src/identity/sign-in.ts";
import { openVault } from "../../../app/src/storage/vault.ts";
import { fail, ok, type Result } from "../../../core/result.ts";

const session: Session = { idToken: "id", nonce: undefined, subject: "alice", name: "Alice" };
const tokensOf = (name: string): Tokens => ({
  accessToken: `access ${name}`,
  validMs: 900_000,
  refreshToken: `refresh ${name}`,
});

/** A provider that takes each refresh token once; tabs of one browser, which take turns. */
const world = async () => {
  const vault = openVault("nowhere");
  const state = { nowMs: 0, renewals: 0, answer: undefined as Result<Tokens, "ended" | "unknown"> | undefined };
  const revoked: string[] = [];
  let good = "refresh 0";
  const signIn = {
    renew: async ({ refreshToken }: Renewable) => {
      if (state.answer !== undefined) return state.answer;
      if (refreshToken !== good) return fail("ended" as const);
      state.renewals += 1;
      good = `refresh ${state.renewals}`;
      return ok(tokensOf(String(state.renewals)));
    },
    revoke: async (token: string) => void revoked.push(token),
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: Turn = (work) => {
    const turn = last.then(work);
    last = turn;
    return turn;
  };
  await keepSession(vault, { session, tokens: tokensOf("0") });
  const tab = (tokens?: Tokens) => createAccess({ session, tokens, signIn, vault, inTurn, clock: () => state.nowMs });
  return { vault, state, revoked, tab };
};

describe("access to the API", () => {
  it("uses the token of the sign-in, and renews it a minute before its end", async () => {
    const { state, tab } = await world();
    const access = tab(tokensOf("0"));
    state.nowMs = 839_999;
    expect(await access.token()).toEqual(ok("access 0"));
    state.nowMs = 840_000;
    expect(await access.token()).toEqual(ok("access 1"));
    expect(await access.token()).toEqual(ok("access 1"));
  });

  it("comes back after a reload, and the day after, by what was kept", async () => {
    const { state, tab, vault } = await world();
    state.nowMs = 86_400_000;
    expect(await tab().token()).toEqual(ok("access 1"));
    expect(await keptSession(vault)).toEqual({ session, refreshToken: "refresh 1" });
    expect(await tab().token()).toEqual(ok("access 2"));
  });

  it("renews once for all requests that a token was refused to", async () => {
    const { state, tab } = await world();
    const access = tab(tokensOf("0"));
    const answers = await Promise.all([access.tokenInsteadOf("access 0"), access.tokenInsteadOf("access 0")]);
    expect(answers).toEqual([ok("access 1"), ok("access 1")]);
    expect(await access.tokenInsteadOf("access 0")).toEqual(ok("access 1"));
    expect(state.renewals).toBe(1);
  });

  it("lets two tabs take turns with the one refresh token", async () => {
    const { state, tab } = await world();
    const tabs = [tab(), tab(), tab()];
    const tokens = await Promise.all(tabs.map((access) => access.token()));
    expect(tokens).toEqual([ok("access 1"), ok("access 2"), ok("access 3")]);
    expect(state.renewals).toBe(3);
  });

  it("lives on while the provider does not answer, and is over when it says no", async () => {
    const { state, tab, vault } = await world();
    state.answer = fail("unknown");
    expect(await tab().token()).toEqual(fail("unknown"));
    const access = tab(tokensOf("0"));
    state.nowMs = 860_000;
    expect(await access.token()).toEqual(ok("access 0"));
    state.answer = fail("ended");
    expect(await access.token()).toEqual(fail("ended"));
    expect(await keptSession(vault)).toBeUndefined();
  });

  it("is over once somebody else has signed in, and leaves that sign-in alone", async () => {
    const { tab, vault } = await world();
    const bob = { session: { ...session, subject: "bob" }, tokens: tokensOf("0") };
    await keepSession(vault, bob);
    expect(await tab().token()).toEqual(fail("ended"));
    expect((await keptSession(vault))?.session.subject).toBe("bob");
  });

  it("ends with all that was kept, and the newest refresh token revoked", async () => {
    const { tab, vault, revoked } = await world();
    const access = tab();
    await access.token();
    await vault.write("reading", "private");
    await access.end();
    expect(revoked).toEqual(["refresh 1"]);
    expect(await keptSession(vault)).toBeUndefined();
    expect(await vault.read("reading")).toBeUndefined();
    expect(await access.token()).toEqual(fail("ended"));
  });

  it("keeps nothing of a sign-in that cannot be renewed", async () => {
    const { vault } = await world();
    await keepSession(vault, { session, tokens: { ...tokensOf("0"), refreshToken: undefined } });
    expect(await keptSession(vault)).toBeUndefined();
  });
});

describe("a vault in a browser that refuses storage", () => {
  it("lasts as long as the page, and says so", async () => {
    const vault = openVault("nowhere");
    expect(vault.lasts()).toBe(true);
    await vault.write("a", { b: 1 });
    expect(await vault.read("a")).toEqual({ b: 1 });
    expect(vault.lasts()).toBe(false);
    await vault.forget("a");
    expect(await vault.read("a")).toBeUndefined();
  });
});
