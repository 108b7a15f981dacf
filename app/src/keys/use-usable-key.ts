import { useEffect, useState } from "preact/hooks";
import type { KeyView } from "../../../contracts/http/wallet.ts";
import { type UsableKey, usableKey } from "./usable-key.ts";

/** What this device can sign with; `undefined` while that is being found out. */
export const useUsableKey = (keys: readonly KeyView[]): UsableKey | "none" | undefined => {
  const [key, setKey] = useState<UsableKey | "none">();
  const ids = keys.map(({ id }) => id).join(" ");
  useEffect(() => {
    let current = true;
    void usableKey(keys).then((found) => {
      if (current) setKey(found ?? "none");
    });
    return () => {
      current = false;
    };
    // The list is a new object at each reading; its ids say whether it has changed.
  }, [ids]);
  return key;
};
