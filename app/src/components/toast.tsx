import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { secondMs } from "../../../core/clock.ts";
import { createStore, useStore } from "../store.ts";

const shown = createStore<{ readonly text: string | undefined }>({ text: undefined });

/** Long enough to be read twice. */
const staysMs = 5 * secondMs;

/** Says in passing what has just been done; announced. For what must be decided upon there is `Banner`. */
export const toast = (text: string): void => shown.set({ text });

/** Where it is said: once, around all screens. */
export const Toasts = (): VNode => {
  const { text } = useStore(shown);
  useEffect(() => {
    if (text === undefined) return undefined;
    const timer = setTimeout(() => shown.set({ text: undefined }), staysMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="toasts" role="status">
      {text !== undefined && <p class="toast">{text}</p>}
    </div>
  );
};
