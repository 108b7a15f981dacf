import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { MeView } from "../../contracts/http/wallet.ts";
import { type App as AppParts, AppProvider } from "./app-context.ts";
import { Banners } from "./components/banners.tsx";
import { Tabs } from "./components/page.tsx";
import { PhoneNotices } from "./components/phone-notices.tsx";
import { type PendingKey, pendingKeyOf } from "./keys/enrolment.ts";
import { acceptKeys } from "./keys/known-keys.ts";
import { type PendingPin, pendingPinOf } from "./keys/pin.ts";
import { go, type Route, useRoute } from "./router.ts";
import { Activity } from "./screens/activity.tsx";
import { ChangePin, FinishPinChange } from "./screens/change-pin.tsx";
import { Devices } from "./screens/devices.tsx";
import { Entry } from "./screens/entry.tsx";
import { FinishSetUp } from "./screens/finish-set-up.tsx";
import { Home } from "./screens/home.tsx";
import { Intent } from "./screens/intent.tsx";
import { isNew, SetUp } from "./screens/set-up.tsx";
import { Settings } from "./screens/settings.tsx";
import { Loading, Unreachable } from "./screens/welcome.tsx";
import { useStore } from "./store.ts";
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
  // Before the first key the API knows nobody's name; the provider does.
  const me = state.me && { ...state.me, name: state.me.name || session.name };
  useEffect(() => scrollTo(0, 0), [route.screen]);

  if (me === undefined) {
    return state.connected ? <Loading /> : <Unreachable onRetry={() => void wallet.refresh()} />;
  }
  const finished = (): void => {
    acceptKeys(wallet.store.get().me ?? me);
    setUnfinished(undefined);
    go({ screen: unfinished?.kind === "pin" ? "settings" : "home" });
  };
  if (unfinished?.kind === "key") return <FinishSetUp me={me} pending={unfinished.pending} onDone={finished} />;
  if (unfinished?.kind === "pin") return <FinishPinChange pending={unfinished.pending} onDone={finished} />;
  if (isNew(me) || route.screen === "set_up") return <SetUp me={me} />;
  const { toApprove, questions } = shelvesOf(state, parts.clock());
  return (
    <div class="shell">
      <Banners me={me} connected={state.connected} readAtMs={state.readAtMs} />
      {isTab(route) && <PhoneNotices />}
      <Screen route={route} me={me} />
      {isTab(route) && <Tabs current={route.screen} waiting={toApprove.length + questions.length} />}
    </div>
  );
};

const isTab = ({ screen }: Route): boolean => screen === "home" || screen === "activity" || screen === "settings";

const Screen = ({ route, me }: { readonly route: Route; readonly me: MeView }): VNode => {
  if (route.screen === "activity") return <Activity />;
  if (route.screen === "entry") return <Entry key={route.id} id={route.id} />;
  if (route.screen === "intent") return <Intent key={route.id} id={route.id} />;
  if (route.screen === "settings") return <Settings me={me} />;
  if (route.screen === "devices") return <Devices me={me} />;
  if (route.screen === "pin") return <ChangePin />;
  return <Home me={me} />;
};

const unfinishedOf = ({ session }: AppParts): Unfinished | undefined => {
  const key = pendingKeyOf(session);
  if (key !== undefined) return { kind: "key", pending: key };
  const pin = pendingPinOf(session);
  return pin === undefined ? undefined : { kind: "pin", pending: pin };
};
