import { createHttp } from "./api/http.ts";
import { createPiafApi, type PiafApi } from "./api/piaf-api.ts";
import type { ServerClock } from "./api/server-clock.ts";
import type { App } from "./app-context.ts";
import { type Hearing, startHearing } from "./hearing.ts";
import { type Access, createAccess, keepSession, keptSession } from "./identity/access.ts";
import { keptConfig, loadConfig } from "./identity/config.ts";
import { createSignIn, isReturnOfSignIn, type Session, type SignIn, type Tokens } from "./identity/sign-in.ts";
import { rememberOpened } from "./identity/opened-link.ts";
import { inTurnAmongTabs, inTurnOver, onSignedOutElsewhere, tellSignedOut } from "./identity/tabs.ts";
import { takeLinkAnswer } from "./links/linking.ts";
import { undelivered } from "./payments/undelivered.ts";
import { type OwnPreferences, sharePreferences } from "./preferences.ts";
import { createPay, type Pay } from "./pay/pay.ts";
import { followBadge } from "./pwa/badge.ts";
import { guardReload } from "./pwa/unsaved.ts";
import { sharedPost } from "./share/shared-post.ts";
import { tabStorage } from "./storage/page-storage.ts";
import { openVault, type Vault } from "./storage/vault.ts";
import { keepReading, restoreReading } from "./wallet/kept-reading.ts";
import { isBusy, withIntents } from "./wallet/state.ts";
import { createWallet, type Wallet } from "./wallet/wallet.ts";

/** How far the app has come. */
export type Phase =
  | { readonly kind: "loading" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "signed_out"; readonly failed: boolean; readonly signIn: SignIn }
  | { readonly kind: "ready"; readonly app: App };

type Show = (phase: Phase) => void;

const signedOutName = "piaf.signed-out";
/** A token that is refused so soon after it was given will be refused again. */
const tooSoonMs = 30_000;
/** Who signs out does not wait for a provider that does not answer. */
const longestGoodbyeMs = 3_000;
const longestUnsubscribingMs = 1_000;

/**
 * Finds out who holds the phone: who has just come back from the provider, else who signed in here before, else whoever
 * the provider says, by redirect; else nobody. Then starts what keeps the wallet true.
 */
export const boot = async (parts: {
  readonly show: Show;
  readonly clock: ServerClock;
  readonly preferences: OwnPreferences;
}): Promise<void> => {
  const { show } = parts;
  show({ kind: "loading" });
  const vault = openVault("piaf-kept");
  await openShared(new URL(location.href));
  takeLinkAnswer(new URL(location.href));
  const address = new URL(location.href);
  const isReturn = isReturnOfSignIn(address);
  const signedOut = tabStorage.read(signedOutName) !== undefined;
  if (signedOut) {
    tabStorage.forget(signedOutName);
    // The page may have been gone before all of it was.
    await vault.wipe();
  }
  const kept = isReturn ? undefined : await keptSession(vault);
  // Who is signed in need not wait for what has hardly ever changed since the last time.
  const config = (kept && (await keptConfig(vault))) ?? (await loadConfig(vault));
  if (config === undefined) return show({ kind: "unreachable" });
  const signIn = createSignIn(config);
  const start = (signedIn: SignedIn): void =>
    show({ kind: "ready", app: startApp({ ...parts, signIn, vault, networks: config.networks ?? {}, ...signedIn }) });
  if (isReturn) {
    const returned = await signIn.complete(address);
    history.replaceState(null, "", `/app/${returned.ok ? returned.value.returnTo : ""}`);
    if (!returned.ok) return show({ kind: "signed_out", failed: returned.fault === "refused", signIn });
    await inTurnAmongTabs(() => keepSession(vault, returned.value));
    return start(returned.value);
  }
  if (kept !== undefined) {
    void loadConfig(vault);
    return start({ session: kept.session, tokens: undefined });
  }
  if (signedOut) return show({ kind: "signed_out", failed: false, signIn });
  rememberOpened(location.hash);
  await signIn.leave({ returnTo: location.hash, silent: true });
};

/** A post that was shared with the app opens as a draft. The parser comes only then: it is a third of the app. */
const openShared = async (address: URL): Promise<void> => {
  const shared = sharedPost(address);
  if (shared === undefined) return;
  const parser = await import("./share/draft-of-post.ts").catch(() => undefined);
  history.replaceState(null, "", `/app/${parser?.addressOfDraft(parser.draftOfPost(shared)) ?? ""}`);
};

type SignedIn = {
  readonly session: Session;
  /** Of a sign-in that has just been. */
  readonly tokens: Tokens | undefined;
};

type Parts = SignedIn & {
  readonly show: Show;
  readonly clock: ServerClock;
  readonly signIn: SignIn;
  readonly networks: App["networks"];
  readonly vault: Vault;
  readonly preferences: OwnPreferences;
};

const startApp = (parts: Parts): App => {
  const { session, signIn, show, vault, clock } = parts;
  const startedAt = Date.now();
  const access = createAccess({ ...parts, inTurn: inTurnAmongTabs, clock: Date.now });
  const api = apiWith(access, clock);
  const unsent = undelivered({ vault, subject: session.subject, clock: clock.now });
  const wallet = createWallet({
    api,
    onSignedOut: () => void leaveSignedOut(),
    onUndelivered: unsent.keep,
    onChange: () => hearing.nudge(),
    pause,
    clock: clock.now,
  });
  const unfollow = follow(parts, wallet, () => showSignedOut());
  const hearing = startHearing({ api, access, wallet, clock: Date.now, serverClock: clock.now });
  let left = false;
  /** Nothing more is asked or kept. `false` when that was so already. */
  const leave = (): boolean => {
    if (left) return false;
    left = true;
    hearing.stop();
    unfollow();
    return true;
  };
  const showSignedOut = (failed = false): void => {
    if (leave()) show({ kind: "signed_out", failed, signIn });
  };
  const leaveSignedOut = async (): Promise<void> => {
    // The provider still gives tokens, and the API takes none of them: asking once more would go in circles.
    const isCircle = (await keptSession(vault)) !== undefined;
    const cannotRenew = parts.tokens !== undefined && parts.tokens.refreshToken === undefined;
    if (isCircle || (cannotRenew && Date.now() - startedAt < tooSoonMs)) return showSignedOut(true);
    if (leave()) await boot(parts);
  };
  const signOut = async (): Promise<void> => {
    if (!leave()) return;
    tabStorage.write(signedOutName, "yes");
    await sayGoodbye(hearing, access);
    tellSignedOut();
    // Without a network the provider's page cannot come; its session is all that is left, and it has no token here.
    if (!navigator.onLine) return show({ kind: "signed_out", failed: false, signIn });
    await signIn.signOut(session);
  };
  const preferences = sharePreferences(parts.preferences, api);
  void preferences.refresh();
  void unsent.take().then((approval) => approval && wallet.deliver(approval));
  return {
    api,
    session,
    signIn: { ...signIn, signOut },
    networks: parts.networks,
    wallet,
    pay: payWith(parts, { api, wallet, onAsked: () => hearing.nudge() }),
    preferences,
    push: hearing.push,
    clock: clock.now,
    keepsNothing: () => !vault.lasts(),
    accessToken: access.token,
  };
};

const sayGoodbye = async ({ push }: Hearing, access: Access): Promise<void> => {
  // Who signs in here next is not told what was this person's.
  await Promise.race([push.unsubscribe(), wait(longestUnsubscribingMs)]);
  await Promise.race([access.end(), wait(longestGoodbyeMs)]);
};

/** Keeps the phone in step with the wallet while somebody is signed in. Returns the end of it. */
const follow = ({ vault, session, clock }: Parts, wallet: Wallet, onSignedOut: () => void): (() => void) => {
  const reading = { store: wallet.store, subject: session.subject };
  void restoreReading(vault, reading);
  const endings = [
    keepReading(vault, reading),
    onSignedOutElsewhere(onSignedOut),
    guardReload(() => Object.values(wallet.store.get().actions).some(isBusy)),
    followBadge(wallet.store, clock.now),
  ];
  return () => {
    for (const end of endings) end();
  };
};

const payWith = (
  { vault, session, clock }: Parts,
  { api, wallet, onAsked }: { readonly api: PiafApi; readonly wallet: Wallet; readonly onAsked: () => void },
): Pay =>
  createPay({
    api,
    vault,
    subject: session.subject,
    newId: () => crypto.randomUUID(),
    clock: clock.now,
    inTurn: inTurnOver("piaf.drafts"),
    onAsked: (intent) => {
      // Its page opens at once, before it is read again.
      wallet.store.set({ intents: withIntents(wallet.store.get().intents, [intent]) });
      onAsked();
    },
  });

const apiWith = (access: Access, clock: ServerClock): PiafApi => {
  const http = createHttp({ fetch: (...request) => fetch(...request), access, pause: wait, onDate: clock.learn });
  return createPiafApi({ http, newId: () => crypto.randomUUID() });
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Longer each time, up to 5 s. */
const pause = (attempt: number): Promise<void> => wait(Math.min(500 * 2 ** (attempt - 1), 5_000));
