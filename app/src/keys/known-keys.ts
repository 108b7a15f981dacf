import type { KeyView, MeView } from "../../../contracts/http/wallet.ts";
import { deviceStorage } from "../storage/page-storage.ts";

const nameFor = (holder: string): string => `piaf.known-keys.${holder}`;

/** Keys that have appeared since this phone last looked and that nobody has owned up to here. On the first look, none. */
export const newKeys = (me: Pick<MeView, "id" | "keys">): readonly KeyView[] => {
  const stored = deviceStorage.read(nameFor(me.id));
  if (stored === undefined) {
    if (me.keys.length > 0) acceptKeys(me);
    return [];
  }
  const known = JSON.parse(stored) as readonly string[];
  return me.keys.filter(({ id }) => !known.includes(id));
};

export const acceptKeys = (me: Pick<MeView, "id" | "keys">): void =>
  deviceStorage.write(nameFor(me.id), JSON.stringify(me.keys.map(({ id }) => id)));
