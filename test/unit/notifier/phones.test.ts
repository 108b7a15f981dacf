import { describe, expect, it } from "vitest";
import type { IntentNotice, Notice } from "../../../contracts/messages/notice.ts";
import { instant } from "../../../core/clock.ts";
import type { HolderId } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import type { Preferences } from "../../../core/preferences/preferences.ts";
import type { PushMessage, PushOutcome, PushSubscription } from "../../../core/push/push.ts";
import type { NotifierDeps } from "../../../functions/notifier/answer-notice.ts";
import { maximumAttempts } from "../../../functions/notifier/answer-notice.ts";
import { handleNotice } from "../../../functions/notifier/handle-notice.ts";
import type { PhoneDeps } from "../../../functions/notifier/phone-deps.ts";
import { noon, proposal } from "../../support/intents.ts";
import { createKeptLog } from "../../support/kept-log.ts";

const [alice, bob] = ["hol_alice" as HolderId, "hol_bob" as HolderId];
const intent = proposal();
const [line] = intent.lines;

const noticeOf = (changed: Partial<IntentNotice> = {}): IntentNotice => ({
  type: "intent.changed.v1",
  intent: intent.id,
  version: intent.version,
  state: intent.state,
  channel: "x",
  postId: "1",
  rootId: "1",
  writerId: "101",
  quiet: true,
  holder: alice,
  ...changed,
});
const keyNotice: Notice = { type: "key.enrolled.v1", holder: alice, key: "key_1", enrolledAt: instant(noon) };
const payees = [{ channel: "x", userId: line!.payee.userId }];

type Setting = {
  readonly stored?: Partial<Intent>;
  readonly preferences?: Preferences;
  readonly outcomes?: Readonly<Record<string, PushOutcome>>;
  readonly socket?: (id: string) => "sent" | "gone";
  readonly publish?: () => Promise<void>;
};

/** alice and bob each have a socket and a phone with push. */
const world = ({ stored = {}, preferences = {}, outcomes = {}, socket, publish }: Setting = {}) => {
  const told: [string, unknown][] = [];
  const pushed: [string, PushMessage][] = [];
  const forgotten: string[] = [];
  const removed: string[] = [];
  const { log, lines } = createKeptLog();
  const subscriptionOf = (holder: HolderId): PushSubscription => ({
    id: `psh_${holder}`,
    holder,
    endpoint: "https://push.example",
    p256dh: "",
    auth: "",
    language: "en",
    subscribedAt: instant(noon),
  });
  const deps: PhoneDeps & Pick<NotifierDeps, "channels"> = {
    owners: { ownerOf: async ({ userId }) => (userId === line!.payee.userId ? bob : undefined) },
    connections: {
      ofHolder: async (holder) => [{ id: `c_${holder}`, holder, saidHelloAt: instant(noon), until: instant(noon) }],
      forget: async ({ id }) => void forgotten.push(id),
    },
    sockets: {
      send: async (id, message) => {
        told.push([id, message]);
        return socket?.(id) ?? "sent";
      },
    },
    intents: { get: async () => ({ ...intent, ...stored }) },
    preferences: { get: async () => preferences },
    subscriptions: {
      ofHolder: async (holder) => [subscriptionOf(holder)],
      remove: async ({ id }) => {
        removed.push(id);
        return "removed";
      },
    },
    pusher: {
      send: async ({ holder }, message) => {
        pushed.push([holder, message]);
        return outcomes[holder] ?? "sent";
      },
    },
    publishPushKey: publish ?? (async () => undefined),
    channels: new Map(),
    clock: () => noon,
    log,
  };
  const handle = (notice: Notice, attempt = 1): Promise<void> =>
    handleNotice({ notice, attempt }, deps as PhoneDeps & NotifierDeps);
  return { told, pushed, forgotten, removed, lines, handle };
};

describe("open phones", () => {
  it("of the payer are told that his proposal has changed, and no more", async () => {
    const { told, handle } = world();
    await handle(noticeOf());
    expect(told).toEqual([["c_hol_alice", { type: "changed", intent: intent.id }]]);
  });

  it("of the payees are told once it is paid", async () => {
    const { told, handle } = world();
    await handle(noticeOf({ state: "settled", payees: [...payees, { channel: "x", userId: "stranger" }] }));
    expect(told.map(([id]) => id)).toEqual(["c_hol_alice", "c_hol_bob"]);
  });

  it("are told of a new key of their holder, and of nothing where nobody is known", async () => {
    const { told, handle } = world();
    await handle(keyNotice);
    await handle(noticeOf({ holder: undefined }));
    await handle({ type: "writer.wished.v1", wish: "stop", channel: "x", postId: "1", writerId: "101", quiet: true });
    expect(told).toEqual([["c_hol_alice", { type: "changed" }]]);
  });

  it("are forgotten when they are gone; one that fails is no reason to do all of it again", async () => {
    const gone = world({ socket: () => "gone" });
    await gone.handle(noticeOf());
    expect(gone.forgotten).toEqual(["c_hol_alice"]);
    const broken = world({
      socket: () => {
        throw new Error("no answer");
      },
    });
    await broken.handle(noticeOf({ state: "settled", payees }));
    expect(broken.told).toHaveLength(2);
    expect(broken.lines.map(({ message }) => message)).toContain("socket_untold");
  });
});

it("both sides' phones learn of what was sent back, the payer's by a push too, which names no amount", async () => {
  const { told, pushed, handle } = world({
    stored: { state: "settled" },
    preferences: { pushDetails: true } as Preferences,
  });
  await handle({ type: "payment.returned.v1", intent: intent.id, holder: alice, payee: payees[0]! });
  expect(told.map(([id]) => id)).toEqual(["c_hol_alice", "c_hol_bob"]);
  expect(pushed).toEqual([[alice, { kind: "sent_back", intent: intent.id, language: "en", details: undefined }]]);
});

it("the phones of whom a case is news to are told, with nothing of what it says", async () => {
  const { told, pushed, handle } = world();
  await handle({ type: "case.changed.v1", case: "ca_1", holders: [bob] });
  expect(told).toEqual([["c_hol_bob", { type: "changed" }]]);
  expect(pushed).toEqual([[bob, { kind: "case_changed", intent: undefined, language: "en", details: undefined }]]);
});

describe("a push", () => {
  it.each([
    ["pending_approval", "to_approve"],
    ["needs_input", "question"],
    ["settled", "settled"],
    ["failed", "failed"],
    ["reported", "reported"],
  ] as const)("tells the payer of %s as %s, without amount or name", async (state, kind) => {
    const { pushed, handle } = world({ stored: { state } });
    await handle(noticeOf({ state }));
    expect(pushed).toEqual([[alice, { kind, intent: intent.id, language: "en", details: undefined }]]);
  });

  it.each(["declined", "cancelled", "expired"] as const)("says nothing of %s", async (state) => {
    const { pushed, told, handle } = world({ stored: { state } });
    await handle(noticeOf({ state }));
    expect([pushed.length, told.length]).toEqual([0, 1]);
  });

  it("tells every phone of a new key, whatever its holder wants to hear of", async () => {
    const nothing = { toApprove: false, received: false, failed: false };
    const { pushed, handle } = world({ preferences: { notifications: nothing } });
    await handle(keyNotice);
    expect(pushed).toEqual([[alice, { kind: "new_key", intent: undefined, language: "en", details: undefined }]]);
    await handle(noticeOf());
    expect(pushed).toHaveLength(1);
  });

  it("has amount and name, each party's own, only where that is allowed", async () => {
    const { pushed, handle } = world({
      stored: {
        state: "settled",
        lines: [line!, { ...line!, payee: { ...line!.payee, userId: "other" }, amount: 1n }],
      },
      preferences: { pushDetails: true, language: "fr" },
    });
    await handle(noticeOf({ state: "settled", payees }));
    const [toAlice, toBob] = pushed.map(([, message]) => message);
    expect(toAlice).toMatchObject({ kind: "settled", language: "fr" });
    expect(toAlice?.details).toEqual({ amount: Number(line!.amount) + 1, currency: "EUR", name: undefined });
    expect(toBob).toMatchObject({
      kind: "received",
      details: { amount: Number(line!.amount), name: intent.payer.name },
    });
  });

  it("that comes late says nothing of what is over", async () => {
    for (const stored of [{ state: "declined" }, { version: intent.version + 1 }] as const) {
      const { pushed, handle } = world({ stored });
      await handle(noticeOf());
      expect(pushed).toEqual([]);
    }
  });

  it("to a phone that is gone ends its subscription", async () => {
    const { removed, handle } = world({ outcomes: { [alice]: "gone" } });
    await handle(noticeOf());
    expect(removed).toEqual(["psh_hol_alice"]);
  });

  it("that a service does not take is tried again within the queue's attempts, and then given up", async () => {
    const { handle, lines, removed } = world({ outcomes: { [alice]: "unavailable" } });
    await expect(handle(noticeOf())).rejects.toThrow("does not answer");
    await handle(noticeOf(), maximumAttempts);
    expect(lines.map(({ message }) => message)).toContain("push_dropped");
    const refused = world({ outcomes: { [alice]: "refused" } });
    await refused.handle(noticeOf());
    expect([removed, refused.removed]).toEqual([[], []]);
  });
});

it("the reply and the sockets do not wait for a push that fails, nor for its key", async () => {
  const { told, lines, handle } = world({
    stored: { state: "settled" },
    outcomes: { [alice]: "unavailable" },
    publish: () => Promise.reject(new Error("no secret")),
  });
  await expect(handle(noticeOf({ state: "settled", quiet: false }))).rejects.toThrow("does not answer");
  expect(told).toHaveLength(1);
  const messages = lines.map(({ message }) => message);
  // There is no channel in this world: that it was looked for shows that the reply was begun.
  expect(messages).toEqual(expect.arrayContaining(["reply_dropped", "push_key_unpublished"]));
});
