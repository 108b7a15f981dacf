import type { Preferences } from "../../contracts/http/people.ts";
import { useApp } from "./app-context.ts";
import { toast } from "./components/toast.tsx";
import { useStore } from "./store.ts";
import { settingsTexts } from "./texts/messages/settings.ts";
import { useReader } from "./texts/reader.ts";

/** What the person has chosen, and how to choose otherwise; says so where it could not be saved. */
export const usePreferences = (): readonly [Preferences, (change: Partial<Preferences>) => void] => {
  const { preferences } = useApp();
  const { t } = useReader();
  const choose = async (change: Partial<Preferences>): Promise<void> => {
    if (!(await preferences.change(change))) toast(t(settingsTexts.notSaved));
  };
  return [useStore(preferences.store), (change) => void choose(change)];
};
