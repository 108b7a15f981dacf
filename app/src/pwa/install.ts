import { type Clock, dayMs, minuteMs } from "../../../core/clock.ts";
import { createStore, type Store } from "../store.ts";
import type { deviceStorage } from "../storage/page-storage.ts";

/** How the app can come onto the phone: by the browser's own question, or, on an iPhone, by the person's own hand. */
type InstallWay = "browser" | "by_hand";

export type Install = {
  /** What there is to offer now, if anything. */
  readonly store: Store<{ readonly way: InstallWay | undefined }>;
  /** Lets the browser ask. */
  ask(): Promise<void>;
  /** Not now: it is not offered again for a month. */
  dismiss(): void;
};

/** Chromium's event, which TypeScript does not know: the question can be asked later. */
type InstallQuestion = Event & { prompt(): Promise<{ readonly outcome: "accepted" | "dismissed" }> };

type Kept = { readonly uses: number; readonly usedAtMs: number; readonly dismissedAtMs?: number };

type Parts = {
  readonly page: Pick<Window, "addEventListener" | "matchMedia" | "navigator"> & {
    readonly top: unknown;
    readonly self: unknown;
  };
  readonly storage: typeof deviceStorage;
  readonly clock: Clock;
};

const name = "piaf.install";
/** Opened again so soon, it is still the same use. */
const sameUseMs = 30 * minuteMs;
const usesBefore = 2;
const quietMs = 30 * dayMs;

/** Counts this use, and offers to install the app from the second on: by then the person knows what for. */
export const watchInstall = ({ page, storage, clock }: Parts): Install => {
  const store = createStore<{ way: InstallWay | undefined }>({ way: undefined });
  let kept = counted(read(storage), clock());
  let question: InstallQuestion | undefined;
  const keep = (change: Partial<Kept>): void => {
    kept = { ...kept, ...change };
    storage.write(name, JSON.stringify(kept));
  };
  const offer = (): void => {
    const quiet = kept.dismissedAtMs !== undefined && clock() - kept.dismissedAtMs < quietMs;
    const wanted = kept.uses >= usesBefore && !quiet && page.top === page.self && !isInstalled(page);
    const way = question !== undefined ? "browser" : isAddedByHand(page.navigator) ? "by_hand" : undefined;
    store.set({ way: wanted ? way : undefined });
  };
  const dismiss = (): void => {
    keep({ dismissedAtMs: clock() });
    offer();
  };
  page.addEventListener("beforeinstallprompt", (event) => {
    // Else the browser asks at a moment of its own.
    event.preventDefault();
    question = event as InstallQuestion;
    offer();
  });
  page.addEventListener("appinstalled", () => {
    question = undefined;
    offer();
  });
  keep({});
  offer();
  return {
    store,
    dismiss,
    ask: async () => {
      const asked = await question?.prompt();
      // A question can be asked once.
      question = undefined;
      if (asked?.outcome === "dismissed") dismiss();
      else offer();
    },
  };
};

const read = (storage: Parts["storage"]): Kept => {
  try {
    const { uses = 0, usedAtMs = 0, ...rest } = JSON.parse(storage.read(name) ?? "{}") as Partial<Kept>;
    return { uses, usedAtMs, ...rest };
  } catch {
    return { uses: 0, usedAtMs: 0 };
  }
};

const counted = (kept: Kept, nowMs: number): Kept =>
  Math.abs(nowMs - kept.usedAtMs) < sameUseMs ? kept : { ...kept, uses: kept.uses + 1, usedAtMs: nowMs };

const isInstalled = (page: Parts["page"]): boolean =>
  page.matchMedia("(display-mode: standalone)").matches ||
  (page.navigator as { readonly standalone?: boolean }).standalone === true;

/** Safari on a phone or a tablet has no question to ask: the person adds the app from the menu. */
export const isAddedByHand = ({ userAgent, maxTouchPoints }: Navigator): boolean =>
  /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
