import { createHttp } from "./api/http.ts";
import { createPiafApi } from "./api/piaf-api.ts";
import type { App } from "./app-context.ts";
import { loadConfig } from "./identity/config.ts";
import { createSignIn, type Session, type SignIn } from "./identity/sign-in.ts";
import { startLive } from "./live.ts";
import { createWallet } from "./wallet/wallet.ts";

/** How far the app has come. */
export type Phase =
  | { readonly kind: "loading" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "signed_out"; readonly failed: boolean; readonly signIn: SignIn }
  | { readonly kind: "ready"; readonly app: App };

const signedOutName = "piaf.signed-out";
/** A token that is refused so soon after it was given will be refused again: asking the provider once more would go in circles. */
const tooSoonMs = 30_000;

/** Signs the person in, by redirect where there is no answer of the provider yet, and starts what keeps the wallet true. */
export const boot = async (show: (phase: Phase) => void): Promise<void> => {
  show({ kind: "loading" });
  const config = await loadConfig();
  if (config === undefined) return show({ kind: "unreachable" });
  const signIn = createSignIn(config);
  const address = new URL(location.href);
  if (signIn.isReturn(address)) {
    const returned = await signIn.complete(address);
    history.replaceState(null, "", `/app/${returned.ok ? returned.value.returnTo : ""}`);
    if (!returned.ok) return show({ kind: "signed_out", failed: true, signIn });
    return show({ kind: "ready", app: startApp({ session: returned.value.session, signIn, show }) });
  }
  if (sessionStorage.getItem(signedOutName) !== null) {
    sessionStorage.removeItem(signedOutName);
    return show({ kind: "signed_out", failed: false, signIn });
  }
  await signIn.leave({ returnTo: location.hash });
};

const startApp = (parts: {
  readonly session: Session;
  readonly signIn: SignIn;
  readonly show: (phase: Phase) => void;
}): App => {
  const { session, signIn, show } = parts;
  const startedAt = Date.now();
  let leaving = false;
  const http = createHttp({ fetch: (...request) => fetch(...request), accessToken: () => session.accessToken });
  const api = createPiafApi({ http, newId: () => crypto.randomUUID() });
  const onSignedOut = (): void => {
    if (leaving) return;
    leaving = true;
    live.stop();
    if (Date.now() - startedAt < tooSoonMs) show({ kind: "signed_out", failed: true, signIn });
    else void signIn.leave({ returnTo: location.hash });
  };
  const wallet = createWallet({ api, onSignedOut, onChange: () => live.nudge(), pause });
  const live = startLive({ read: wallet.refresh, expecting: wallet.expecting, clock: Date.now });
  const signOut = async (): Promise<void> => {
    live.stop();
    sessionStorage.setItem(signedOutName, "yes");
    await signIn.signOut(session);
  };
  return { api, session, signIn: { ...signIn, signOut }, wallet };
};

/** Longer each time, up to 5 s. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** (attempt - 1), 5_000)));
