import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type App as AppParts, AppProvider } from "./app-context.ts";
import { Banners } from "./components/banners.tsx";
import { PhoneNotices } from "./components/phone-notices.tsx";
import { SkipLink } from "./components/skip-link.tsx";
import { Tabs, tabs } from "./components/tabs.tsx";
import { Toasts } from "./components/toast.tsx";
import { forgetOpened, openedLink } from "./identity/opened-link.ts";
import { type PendingKey, pendingKeyOf } from "./keys/enrolment.ts";
import { acceptKeys } from "./keys/known-keys.ts";
import { type PendingPin, pendingPinOf } from "./keys/pin.ts";
import { go, useRoute } from "./router.ts";
import { Screen } from "./screens.tsx";
import { fetchLater, Later } from "./screens/later.tsx";
import { isNew, SetUp } from "./screens/set-up.tsx";
import { Loading, Unreachable } from "./screens/welcome.tsx";
import { useStore } from "./store.ts";
import { useReader } from "./texts/reader.ts";
import { shelvesOf } from "./wallet/state.ts";

type Unfinished =
  { readonly kind: "key"; readonly pending: PendingKey } | { readonly kind: "pin"; readonly pending: PendingPin };

/** The app of a signed-in person. */
export const App = ({ parts }: { readonly parts: AppParts }): VNode => (
  <AppProvider value={parts}>
    <SignedIn parts={parts} />
  </AppProvider>
);

const SignedIn = ({ parts }: { readonly parts: AppParts }): VNode => {
  const { session, wallet } = parts;
  const state = useStore(wallet.store);
  const route = useRoute();
  const [unfinished, setUnfinished] = useState(useMemo(() => unfinishedOf(parts), [session]));
  // Before the first key the API knows nobody's name; the provider may.
  const me = state.me && { ...state.me, name: state.me.name || nameAtProvider(session) };

  useEffect(fetchLater, []);
  const isSetUp = me !== undefined && !isNew(me) && unfinished === undefined;
  useEffect(() => void (isSetUp && forgetOpened()), [isSetUp]);
  useRenewedPush(parts, state.me?.push?.public_key);
  if (me === undefined) {
    return state.connected ? <Loading /> : <Unreachable onRetry={() => void wallet.refresh()} />;
  }
  const finished = (): void => {
    acceptKeys(wallet.store.get().me ?? me);
    setUnfinished(undefined);
    const joins = me.keys.length <= 1 && me.links.length === 0 && "x" in parts.networks;
    if (unfinished?.kind === "pin") return go({ screen: "settings" });
    const opened = openedLink();
    if (opened !== undefined) return location.assign(opened);
    go({ screen: joins ? "join_link" : "home" });
  };
  if (unfinished?.kind === "key") {
    const { pending } = unfinished;
    return <Later show={({ FinishSetUp }) => <FinishSetUp me={me} pending={pending} onDone={finished} />} />;
  }
  if (unfinished?.kind === "pin") {
    const { pending } = unfinished;
    return <Later show={({ FinishPinChange }) => <FinishPinChange pending={pending} onDone={finished} />} />;
  }
  if (isNew(me)) return <SetUp me={me} named={state.me?.name !== ""} />;
  const { toApprove, questions } = shelvesOf(state, parts.clock());
  const onTab = tabs.some(({ screen }) => screen === route.screen);
  return (
    <div class="shell">
      <SkipLink />
      <Banners me={me} connected={state.connected} readAtMs={state.readAtMs} />
      {onTab && <PhoneNotices />}
      <Screen route={route} me={me} />
      {onTab && <Tabs current={route.screen} waiting={toApprove.length + questions.length} />}
      <Toasts />
    </div>
  );
};

/** Piaf is told again where this phone listens, and in which language; anew where the key that it listens under has changed. */
const useRenewedPush = ({ push }: AppParts, publicKey: string | undefined): void => {
  const { language } = useReader();
  useEffect(() => void (publicKey !== undefined && push.renew(language)), [push, publicKey, language]);
};

const nameAtProvider = ({ name, subject }: AppParts["session"]): string => (name === subject ? "" : name);

const unfinishedOf = ({ session }: AppParts): Unfinished | undefined => {
  const key = pendingKeyOf(session);
  if (key !== undefined) return { kind: "key", pending: key };
  const pin = pendingPinOf(session);
  return pin === undefined ? undefined : { kind: "pin", pending: pin };
};
