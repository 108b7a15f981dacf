import { describe, expect, it } from "vitest";
import { countOnIcon, openPushed, type PushWorker, showPush } from "../../../app/src/service-worker/push.ts";

const scope = "https://pay.example/app/";

type Shown = { title: string; tag: string; lang: string; data: unknown; close: () => void };

const phone = (open: readonly { url: string; focused: boolean }[] = []) => {
  let shown: Shown[] = [];
  const opened: string[] = [];
  const told: unknown[] = [];
  const badges: number[] = [];
  const worker = {
    registration: {
      scope,
      showNotification: async (title: string, { tag = "", lang = "", data }: NotificationOptions = {}) => {
        const close = (): void => void (shown = shown.filter((one) => one.tag !== tag));
        close();
        shown.push({ title, tag, lang, data, close });
      },
      getNotifications: async () => shown as never,
    },
    pages: async () =>
      open.map((page) => ({
        ...page,
        postMessage: (message: unknown) => void told.push(message),
        focus: async () => void opened.push(`focus ${page.url}`),
      })),
    openPage: async (address: string) => void opened.push(address),
    setBadge: async (count: number) => void badges.push(count),
  } satisfies PushWorker;
  return { worker, opened, told, badges, shown: () => shown };
};

const proposal = (intent: string) => ({ kind: "to_approve", intent, language: "nl" });

describe("the service worker", () => {
  it("shows one notification a payment, the latest, in the words of its language, and counts what waits", async () => {
    const { worker, shown, badges } = phone();
    await showPush(worker, proposal("pi_1"));
    await showPush(worker, proposal("pi_2"));
    await showPush(worker, { kind: "settled", intent: "pi_1", language: "nl" });
    expect(shown().map(({ title, tag, lang }) => [title, tag, lang])).toEqual([
      ["Een betaling wacht op je goedkeuring", "pi_2", "nl"],
      ["Je betaling is aangekomen", "pi_1", "nl"],
    ]);
    expect(badges).toEqual([1, 2, 1]);
  });

  it("leaves it to the app's own screens while somebody looks at them, and only then", async () => {
    const looking = phone([{ url: `${scope}#/`, focused: true }]);
    await showPush(looking.worker, proposal("pi_1"));
    expect(looking.shown()).toEqual([]);
    for (const page of [
      { url: `${scope}#/`, focused: false },
      { url: "https://pay.example/", focused: true },
    ]) {
      const elsewhere = phone([page]);
      await showPush(elsewhere.worker, proposal("pi_1"));
      expect(elsewhere.shown()).toHaveLength(1);
    }
  });

  it.each([undefined, null, "text", 7, {}, { kind: "advertisement" }])("passes over %j", async (data) => {
    const { worker, shown } = phone();
    await showPush(worker, data);
    expect(shown()).toEqual([]);
  });

  it("opens the payment in a new page, or leads the open one there", async () => {
    const closed = phone();
    await showPush(closed.worker, proposal("pi_1"));
    await openPushed(closed.worker, closed.shown()[0]!);
    expect([closed.opened, closed.shown(), closed.badges.at(-1)]).toEqual([[`${scope}#/payments/pi_1`], [], 0]);
    const open = phone([{ url: scope, focused: false }]);
    await showPush(open.worker, proposal("pi_1"));
    await openPushed(open.worker, open.shown()[0]!);
    expect([open.opened, open.told]).toEqual([[`focus ${scope}`], [{ type: "open", place: "#/payments/pi_1" }]]);
  });

  it("counts again when a notification is put away", async () => {
    const { worker, shown, badges } = phone();
    await showPush(worker, proposal("pi_1"));
    shown()[0]!.close();
    await countOnIcon(worker);
    expect(badges.at(-1)).toBe(0);
  });
});
