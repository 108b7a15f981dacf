import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../components/waiting.tsx";
import type * as laterScreens from "./later-screens.ts";
import { Unreachable } from "./welcome.tsx";

type LaterScreens = typeof laterScreens;

let loaded: LaterScreens | undefined;

const load = async (): Promise<LaterScreens> => (loaded ??= await import("./later-screens.ts"));

const quietMs = 2_000;

/** Fetches the screens that come later, once the first one is there. Returns the end of it. */
export const fetchLater = (): (() => void) => {
  const timer = setTimeout(() => void load().catch(() => undefined), quietMs);
  return () => clearTimeout(timer);
};

/** One of the screens that come later. */
export const Later = ({ show }: { readonly show: (screens: LaterScreens) => VNode }): VNode => {
  const [screens, setScreens] = useState(loaded);
  const [failed, setFailed] = useState(false);
  const get = (): void => {
    setFailed(false);
    load().then(setScreens, () => setFailed(true));
  };
  useEffect(() => {
    if (screens === undefined) get();
  }, []);
  if (screens !== undefined) return show(screens);
  if (failed) return <Unreachable onRetry={get} />;
  return (
    <main class="page">
      <Skeleton />
    </main>
  );
};
