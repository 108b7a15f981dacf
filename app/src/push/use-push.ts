import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { useReader } from "../texts/reader.ts";
import type { PushState, SubscribeFault } from "./subscribe.ts";

type UsedPush = {
  /** `undefined` while the browser has not said. */
  readonly state: PushState | undefined;
  readonly busy: boolean;
  /** Why the last try to turn it on did not succeed. */
  readonly fault: SubscribeFault | undefined;
  readonly turnOn: () => void;
  readonly turnOff: () => void;
};

/** Whether this phone is told while the app is closed. Follows what is decided in the browser's own settings meanwhile. */
export const usePush = (): UsedPush => {
  const { push } = useApp();
  const { language } = useReader();
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<SubscribeFault>();
  const look = async (): Promise<void> => setState(await push.state());
  useEffect(() => {
    const lookAgain = (): void => void look();
    lookAgain();
    addEventListener("focus", lookAgain);
    return () => removeEventListener("focus", lookAgain);
  }, [push]);
  const change = async (work: () => Promise<SubscribeFault | undefined>): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    setFault(await work());
    await look();
    setBusy(false);
  };
  const subscribe = async (): Promise<SubscribeFault | undefined> => {
    const subscribed = await push.subscribe(language);
    return subscribed.ok ? undefined : subscribed.fault;
  };
  const unsubscribe = async (): Promise<undefined> => {
    await push.unsubscribe();
    return undefined;
  };
  return { state, busy, fault, turnOn: () => void change(subscribe), turnOff: () => void change(unsubscribe) };
};
