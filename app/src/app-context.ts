import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PiafApi } from "./api/piaf-api.ts";
import type { Session, SignIn } from "./identity/sign-in.ts";
import type { Wallet } from "./wallet/wallet.ts";

/** What every screen of a signed-in person works with. */
export type App = {
  readonly api: PiafApi;
  readonly session: Session;
  readonly signIn: SignIn;
  readonly wallet: Wallet;
};

const AppContext = createContext<App | undefined>(undefined);

export const AppProvider = AppContext.Provider;

export const useApp = (): App => {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("A screen stands outside of the signed-in app.");
  return app;
};
