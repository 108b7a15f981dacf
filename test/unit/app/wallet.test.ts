import { describe, expect, it, vi } from "vitest";
import type { ApiResult } from "../../../app/src/api/http.ts";
import { withActivity } from "../../../app/src/wallet/state.ts";
import { createWallet } from "../../../app/src/wallet/wallet.ts";
import type { Approval, IntentView } from "../../../contracts/http/intents.ts";
import type { ActivityEntry, MeView } from "../../../contracts/http/wallet.ts";
import { fail, ok } from "../../../core/result.ts";
import { alice, sampleIntent } from "./sample-intent.ts";

/** A server in memory that says what it is told to. */
const server = () => {
  const me: MeView = {
    ...alice,
    name: "Alice",
    links: [],
    keys: [],
    wallet: { id: "wal_a", currency: "EUR", available: 5_000, pending: 0 },
  };
  const state = { me, intent: sampleIntent(), reachable: true, approvals: [] as Approval[], reads: [] as string[] };
  const answer = <Value>(value: Value): Promise<ApiResult<Value>> =>
    Promise.resolve(state.reachable ? ok(value) : fail({ kind: "unknown" }));
  const open = (): IntentView[] => (state.intent.state === "pending_approval" ? [state.intent] : []);
  const api: Parameters<typeof createWallet>[0]["api"] = {
    me: () => answer(state.me),
    openIntents: () => answer({ data: open() }),
    intent: (id) => {
      state.reads.push(id);
      return id === state.intent.id
        ? answer(state.intent)
        : Promise.resolve(fail({ kind: "refused", code: "not_found", detail: "" }));
    },
    activity: () => {
      state.reads.push("activity");
      return answer({ data: [] });
    },
    takeBack: () => answer({}),
    approve: (_id, approval) => {
      state.approvals.push(approval);
      state.intent = { ...state.intent, state: "approved", updated_at: "2026-03-01T12:01:00.000Z" };
      return answer({});
    },
    decline: () => {
      state.intent = { ...state.intent, state: "declined", updated_at: "2026-03-01T12:01:00.000Z" };
      return answer({});
    },
    retry: () => Promise.resolve(fail({ kind: "refused", code: "intent_not_retryable", detail: "" })),
    report: () => {
      state.intent = { ...state.intent, state: "reported", updated_at: "2026-03-01T12:01:00.000Z" };
      return answer({});
    },
    unlink: (channel) => {
      state.reads.push(`unlink ${channel}`);
      return answer({});
    },
    searchActivity: () => answer({ data: [] }),
    checkPin: () => answer({ pin_proof: { mac: "bWFj", expires: 1 } }),
  };
  return { api, state };
};

const opened = async () => {
  const { api, state } = server();
  const undelivered: Approval[] = [];
  const wallet = createWallet({
    api,
    onSignedOut: () => state.reads.push("signed out"),
    onUndelivered: async (approval) => void undelivered.push(approval),
    onChange: () => undefined,
    pause: () => Promise.resolve(),
    clock: () => 1_000,
  });
  await wallet.refresh();
  return { wallet, state, undelivered, api };
};

const deviceKey = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const key = { id: "key_a", publicKey: "", privateKey: pair.privateKey };
  return { kind: "device", key, pin: "274910" } as unknown as Parameters<
    Awaited<ReturnType<typeof opened>>["wallet"]["approve"]
  >[1];
};

describe("the wallet", () => {
  it("shows what waits, and reads the activity again only when money has moved", async () => {
    const { wallet, state } = await opened();
    expect(wallet.store.get().open).toEqual(["pi_sample"]);
    await wallet.refresh();
    expect(state.reads).toEqual(["activity"]);
    state.me = { ...state.me, wallet: { id: "wal_a", currency: "EUR", available: 6_000, pending: 0 } };
    await wallet.refresh();
    expect(state.reads).toEqual(["activity", "activity"]);
  });

  it("keeps what it knows, and says so, while there is no connection", async () => {
    const { wallet, state } = await opened();
    state.reachable = false;
    await wallet.refresh();
    expect(wallet.store.get()).toMatchObject({ connected: false, open: ["pi_sample"], me: { id: "hol_alice" } });
  });

  it("signs nothing without a connection: an approval never waits for a network", async () => {
    const { wallet, state } = await opened();
    state.reachable = false;
    await wallet.refresh();
    state.reachable = true;
    await wallet.approve("pi_sample", await deviceKey());
    expect(state.approvals).toEqual([]);
    expect(wallet.store.get().actions["pi_sample"]).toEqual({ kind: "not_signed", fault: "no_connection" });
  });

  it("hands over what was signed when the session ends on its way, and delivers it after the next sign-in", async () => {
    const { wallet, state, undelivered, api } = await opened();
    const approve = vi.spyOn(api, "approve").mockResolvedValueOnce(fail({ kind: "signed_out" }));
    await wallet.approve("pi_sample", await deviceKey());
    expect(wallet.store.get().actions["pi_sample"]).toEqual({ kind: "checking" });
    expect(state.reads.at(-1)).toBe("signed out");
    expect(undelivered).toEqual([approve.mock.calls[0]?.[1]]);
    await wallet.deliver(undelivered[0]!);
    expect(state.approvals).toEqual(undelivered);
    expect(wallet.store.get().actions).toEqual({});
  });

  it("shows the newest of answers that overtake one another", async () => {
    const { wallet, state, api } = await opened();
    const held = Promise.withResolvers<ApiResult<MeView>>();
    vi.spyOn(api, "me").mockReturnValueOnce(held.promise);
    const older = wallet.refresh();
    await wallet.refresh();
    held.resolve(ok({ ...state.me, name: "Of before" }));
    await older;
    expect(wallet.store.get().me?.name).toBe("Alice");
  });

  it("knows when the server last told it all", async () => {
    const { wallet } = await opened();
    expect(wallet.store.get().readAtMs).toBe(1_000);
  });

  it("approves once when tapped twice", async () => {
    const { wallet, state } = await opened();
    const key = await deviceKey();
    await Promise.all([wallet.approve("pi_sample", key), wallet.approve("pi_sample", key)]);
    expect(state.approvals).toHaveLength(1);
    expect(wallet.store.get().actions).toEqual({});
    expect(wallet.expecting()).toBe(true);
  });

  it("unlinks the account that wrote what was reported; of what was asked for in the app there is none", async () => {
    const { wallet, state } = await opened();
    await wallet.report("pi_sample");
    expect(wallet.store.get().intents["pi_sample"]?.state).toBe("reported");
    expect(state.reads).toContain("unlink x");
    const asked = await opened();
    asked.state.intent = sampleIntent({ source: { ...sampleIntent().source, channel: "app", readers: "nobody" } });
    await asked.wallet.refresh();
    await asked.wallet.report("pi_sample");
    expect(asked.state.reads.filter((read) => read.startsWith("unlink"))).toEqual([]);
  });

  it("keeps what an intent alone tells of its account, though lists say nothing of it", async () => {
    const { wallet, state } = await opened();
    const told = { code: "not_linked" } as const;
    const listed = state.intent;
    state.intent = { ...listed, warnings: [told] };
    const end = wallet.watch("pi_sample");
    await vi.waitFor(() => expect(wallet.store.get().intents["pi_sample"]?.warnings).toEqual([told]));
    state.intent = listed;
    await wallet.refresh();
    expect(wallet.store.get().intents["pi_sample"]?.warnings).toEqual([told]);
    end();
  });

  it("follows an approved payment that is on no list any more until it has settled", async () => {
    const { wallet, state } = await opened();
    await wallet.approve("pi_sample", await deviceKey());
    state.intent = { ...state.intent, state: "settled", updated_at: "2026-03-01T12:02:00.000Z" };
    await wallet.refresh();
    expect(wallet.store.get().intents["pi_sample"]?.state).toBe("settled");
    expect(wallet.expecting()).toBe(false);
  });

  it("shows all of 500 payments that wait, page by page, and forgets those that are gone from the first", async () => {
    const { wallet, api } = await opened();
    const at = (n: number): string => new Date(Date.UTC(2026, 2, 1) - n * 60_000).toISOString();
    let all = Array.from({ length: 500 }, (_, n) => ({ ...sampleIntent(), id: `pi_${n}`, created_at: at(n) }));
    vi.spyOn(api, "openIntents").mockImplementation(async (cursor = "0") => {
      const from = Number(cursor);
      const next = from + 50 < all.length ? { next_cursor: String(from + 50) } : {};
      return ok({ data: all.slice(from, from + 50), ...next });
    });
    await wallet.refresh();
    expect(wallet.store.get().open).toHaveLength(50);
    for (let page = 1; page < 10; page += 1) await wallet.loadMoreOpen();
    expect(wallet.store.get().open).toEqual(all.map(({ id }) => id));
    expect(wallet.store.get().moreOpen).toBeUndefined();
    all = all.slice(1);
    await wallet.refresh();
    expect(wallet.store.get().open).toEqual(all.map(({ id }) => id));
  });

  it("never lets an older reading take the place of a newer one", async () => {
    const { wallet, state } = await opened();
    const older = state.intent;
    await wallet.decline("pi_sample");
    state.intent = older;
    await wallet.refresh();
    expect(wallet.store.get().intents["pi_sample"]?.state).toBe("declined");
  });

  it("says what was refused", async () => {
    const { wallet } = await opened();
    await wallet.retry("pi_sample");
    expect(wallet.store.get().actions["pi_sample"]).toEqual({ kind: "refused", code: "intent_not_retryable" });
  });

  it("asks once for an intent that is not this person's", async () => {
    const { wallet, state } = await opened();
    wallet.watch("pi_other");
    await wallet.refresh();
    await wallet.refresh();
    expect(state.reads.filter((id) => id === "pi_other")).toHaveLength(1);
    expect(wallet.store.get().unknown).toEqual(["pi_other"]);
  });
});

it("the activity has no gap: what is older stays only where the first page reaches it", () => {
  const entry = (transfer: string) => ({ transfer }) as ActivityEntry;
  const known = { activity: ["c", "b", "a"].map(entry), moreActivity: "before a" };
  expect(withActivity(known, { data: ["d", "c"].map(entry), next_cursor: "before c" })).toEqual({
    activity: ["d", "c", "b", "a"].map(entry),
    moreActivity: "before a",
  });
  expect(withActivity(known, { data: ["f", "e"].map(entry), next_cursor: "before e" })).toEqual({
    activity: ["f", "e"].map(entry),
    moreActivity: "before e",
  });
});
