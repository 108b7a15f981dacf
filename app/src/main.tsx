import { render, type VNode } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { createServerClock } from "./api/server-clock.ts";
import { App } from "./app.tsx";
import { boot, type Phase } from "./boot.ts";
import { OnPhoneProvider, watchPhone } from "./pwa/on-phone.ts";
import { openedLink } from "./identity/opened-link.ts";
import { Loading, Unreachable, Welcome } from "./screens/welcome.tsx";
import "./styles/main.css";
import { ownPreferences } from "./preferences.ts";
import { followOpened } from "./push/follow-opened.ts";
import { coverWhileAway } from "./pwa/cover.ts";
import { deviceStorage } from "./storage/page-storage.ts";
import { useStore } from "./store.ts";
import { showIn } from "./styles/appearance.ts";
import { Localized } from "./texts/localized.tsx";

const clock = createServerClock(Date.now);
const preferences = ownPreferences(deviceStorage);
const onPhone = watchPhone(Date.now);

const Root = (): VNode => {
  const [phase, setPhase] = useState<Phase>({ kind: "loading" });
  const start = (): void => void boot({ show: setPhase, clock, preferences });
  useEffect(start, []);
  const { language, appearance } = useStore(preferences.store);
  useLayoutEffect(() => showIn(appearance), [appearance]);
  return (
    <Localized language={language} clock={clock.now}>
      <OnPhoneProvider value={onPhone}>
        <Stage phase={phase} onRetry={start} />
      </OnPhoneProvider>
    </Localized>
  );
};

const Stage = ({ phase, onRetry }: { readonly phase: Phase; readonly onRetry: () => void }): VNode => {
  if (phase.kind === "loading") return <Loading />;
  if (phase.kind === "unreachable") return <Unreachable onRetry={onRetry} />;
  if (phase.kind === "ready") return <App parts={phase.app} />;
  const leave = (asNew: boolean): void => void phase.signIn.leave({ returnTo: openedLink() ?? "#/", asNew });
  return <Welcome failed={phase.failed} onJoin={() => leave(true)} onSignIn={() => leave(false)} />;
};

const start = (): void => {
  const root = document.getElementById("app");
  if (root === null) throw new Error("index.html has lost its #app.");
  render(<Root />, root);
  // Before the document is whole: until then the browser keeps what the worker says, afterwards it is lost on who listens late.
  followOpened((navigator as Partial<Navigator>).serviceWorker, (place) => location.assign(place));
  coverWhileAway();
};

start();
