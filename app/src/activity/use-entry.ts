import { useEffect } from "preact/hooks";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { useStore } from "../store.ts";

/** One entry of the activity: among what is known of it, else further and further back. */
export const useEntry = (id: string): { readonly entry: ActivityEntry | undefined; readonly isThere: boolean } => {
  const { wallet } = useApp();
  const { activity, moreActivity } = useStore(wallet.store);
  const { found } = useStore(wallet.search.store);
  const entry = [...(activity ?? []), ...(found ?? [])].find(({ transfer }) => transfer === id);
  const isUnknown = entry === undefined;
  useEffect(() => {
    if (isUnknown && moreActivity !== undefined) void wallet.loadMoreActivity();
  }, [wallet, isUnknown, moreActivity]);
  return { entry, isThere: activity === undefined || moreActivity !== undefined };
};
