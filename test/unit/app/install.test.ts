import { describe, expect, it } from "vitest";
import { watchInstall } from "../../../app/src/pwa/install.ts";

const dayMs = 86_400_000;
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";

/** A phone whose storage outlives the pages that are opened on it. */
const phone = (
  before: { readonly userAgent?: string; readonly standalone?: boolean; readonly framed?: boolean } = {},
) => {
  const state = { nowMs: 10 * dayMs, kept: undefined as string | undefined, answer: "accepted", asked: 0 };
  const storage = {
    read: () => state.kept,
    write: (_: string, value: string) => void (state.kept = value),
    forget: () => undefined,
  };
  const open = (question = true) => {
    const page = Object.assign(new EventTarget(), {
      matchMedia: () => ({ matches: before.standalone === true }),
      navigator: { userAgent: before.userAgent ?? "Android", maxTouchPoints: 5 },
      top: before.framed === true ? "stage" : "app",
      self: "app",
    });
    const install = watchInstall({ page, storage, clock: () => state.nowMs } as unknown as Parameters<
      typeof watchInstall
    >[0]);
    const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
      prompt: async () => {
        state.asked += 1;
        return { outcome: state.answer };
      },
    });
    if (question) page.dispatchEvent(event);
    return { install, event, page, way: () => install.store.get().way };
  };
  return { state, open };
};

describe("the offer to install the app", () => {
  it("comes with the second use, not with a reload of the first", () => {
    const { state, open } = phone();
    const first = open();
    expect(first.way()).toBeUndefined();
    expect(first.event.defaultPrevented).toBe(true);
    state.nowMs += 60_000;
    expect(open().way()).toBeUndefined();
    state.nowMs += dayMs;
    expect(open().way()).toBe("browser");
  });

  it("lets the browser ask, once; who says no is left alone for a month", async () => {
    const { state, open } = phone();
    open();
    state.nowMs += dayMs;
    state.answer = "dismissed";
    const { install, way } = open();
    await install.ask();
    expect([state.asked, way()]).toEqual([1, undefined]);
    await install.ask();
    expect(state.asked).toBe(1);
    state.nowMs += 29 * dayMs;
    expect(open().way()).toBeUndefined();
    state.nowMs += 2 * dayMs;
    expect(open().way()).toBe("browser");
  });

  it("can be put off without asking, and goes when the app is installed", () => {
    const { state, open } = phone();
    open();
    state.nowMs += dayMs;
    const offered = open();
    offered.page.dispatchEvent(new Event("appinstalled"));
    expect(offered.way()).toBeUndefined();
    const again = open();
    again.install.dismiss();
    expect(again.way()).toBeUndefined();
  });

  it("tells how to do it by hand on an iPhone, and nothing where the browser cannot", () => {
    const apple = phone({ userAgent: iPhone });
    apple.open(false);
    apple.state.nowMs += dayMs;
    expect(apple.open(false).way()).toBe("by_hand");
    const other = phone();
    other.open(false);
    other.state.nowMs += dayMs;
    expect(other.open(false).way()).toBeUndefined();
  });

  it.each([{ standalone: true }, { framed: true }])("is not made %o", (where) => {
    const { state, open } = phone(where);
    open();
    state.nowMs += dayMs;
    expect(open().way()).toBeUndefined();
  });

  it("counts anew when what is kept cannot be read", () => {
    const { state, open } = phone();
    state.kept = "{";
    expect(open().way()).toBeUndefined();
    expect(JSON.parse(state.kept)).toMatchObject({ uses: 1 });
  });
});
