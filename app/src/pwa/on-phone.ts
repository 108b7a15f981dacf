import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { deviceStorage } from "../storage/page-storage.ts";
import { type Install, watchInstall } from "./install.ts";
import { reloadWouldLose } from "./unsaved.ts";
import { type Updates, watchUpdates } from "./updates.ts";

/** The app as something that is on a phone: its versions, and the way it comes there. */
export type OnPhone = { readonly updates: Updates; readonly install: Install };

const OnPhoneContext = createContext<OnPhone | undefined>(undefined);

export const OnPhoneProvider = OnPhoneContext.Provider;

export const useOnPhone = (): OnPhone => {
  const onPhone = useContext(OnPhoneContext);
  if (onPhone === undefined) throw new Error("A component stands outside of the app.");
  return onPhone;
};

/** Call it as soon as the page runs: the browser may offer to install the app at once, and offers it once. */
export const watchPhone = (clock: () => number): OnPhone => ({
  install: watchInstall({ page: window, storage: deviceStorage, clock }),
  updates: watchUpdates({
    container: (navigator as Partial<Navigator>).serviceWorker,
    page: window,
    reloadWouldLose,
    reload: () => location.reload(),
    clock,
  }),
});
