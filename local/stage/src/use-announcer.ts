import { useCallback, useEffect, useState } from "preact/hooks";

/** What has just happened, for the eye and for the screen reader; the next thing replaces it. */
export type Announcement = { readonly text: string; readonly tone: "done" | "failed" };

/** Runs a piece of work, and says that it failed, or, where there are words for it, that it is done. */
export type Announce = (work: () => Promise<unknown>, done: string | undefined) => Promise<boolean>;

/** Good news goes away by itself; what failed stays until it is dismissed. */
const goodNewsMs = 8_000;

export const useAnnouncer = () => {
  const [announcement, setAnnouncement] = useState<Announcement | undefined>();
  useEffect(() => {
    if (announcement?.tone !== "done") return;
    const timer = setTimeout(() => setAnnouncement(undefined), goodNewsMs);
    return () => clearTimeout(timer);
  }, [announcement]);
  const announce = useCallback<Announce>(async (work, done) => {
    try {
      await work();
      setAnnouncement(done === undefined ? undefined : { text: done, tone: "done" });
      return true;
    } catch (error) {
      setAnnouncement({ text: error instanceof Error ? error.message : String(error), tone: "failed" });
      return false;
    }
  }, []);
  return { announcement, announce, dismiss: () => setAnnouncement(undefined) };
};
