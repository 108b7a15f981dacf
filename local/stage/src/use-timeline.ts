import { useCallback, useEffect, useState } from "preact/hooks";
import type { Post } from "./post.ts";
import { listPosts, watch } from "./simulated-x.ts";

/** `connecting` until the simulated X has answered once, or after it has gone silent. */
export type TimelineState = { readonly posts: readonly Post[]; readonly status: "connecting" | "live" };

/** The posts as they stand now: read anew whenever the simulated X says that something has changed. */
export const useTimeline = () => {
  const [state, setState] = useState<TimelineState>({ posts: [], status: "connecting" });
  const refresh = useCallback(async () => {
    const posts = await listPosts();
    setState({ posts, status: "live" });
  }, []);
  useEffect(() => {
    const lost = () => setState(({ posts }) => ({ posts, status: "connecting" }));
    return watch({ changed: () => void refresh().catch(lost), lost });
  }, [refresh]);
  return { ...state, refresh };
};
