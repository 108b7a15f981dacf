import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Clock } from "../../core/clock.ts";
import type { PiafApi } from "./api/piaf-api.ts";
import type { Access } from "./identity/access.ts";
import type { NetworkConfig } from "./identity/config.ts";
import type { Session, SignIn } from "./identity/sign-in.ts";
import type { Pay } from "./pay/pay.ts";
import type { SharedPreferences } from "./preferences.ts";
import type { PhonePush } from "./push/subscribe.ts";
import type { Wallet } from "./wallet/wallet.ts";

/** What every screen of a signed-in person works with. */
export type App = {
  readonly api: PiafApi;
  readonly session: Session;
  readonly signIn: SignIn;
  /** The networks whose accounts can be linked, by name. */
  readonly networks: Readonly<Record<string, NetworkConfig>>;
  readonly wallet: Wallet;
  readonly pay: Pay;
  readonly preferences: SharedPreferences;
  /** What this phone is told while the app is closed. */
  readonly push: PhonePush;
  /** The server's time: what is compared with its times. */
  readonly clock: Clock;
  /** The browser refuses storage: the session ends with the page. */
  readonly keepsNothing: () => boolean;
  /** For what speaks to the server past `api`; a token that has some time left. */
  readonly accessToken: Access["token"];
};

const AppContext = createContext<App | undefined>(undefined);

export const AppProvider = AppContext.Provider;

export const useApp = (): App => {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("A screen stands outside of the signed-in app.");
  return app;
};
