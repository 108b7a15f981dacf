import type { Approval, IntentView } from "../../../contracts/http/intents.ts";
import type { Clock } from "../../../core/clock.ts";
import type { ApiResult } from "../api/http.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import type { SigningKey } from "../keys/sign-terms.ts";
import { deliverApproval, signPayment } from "../payments/approval.ts";
import { createStore, type Store } from "../store.ts";
import { type ActivitySearch, createActivitySearch } from "../activity/search.ts";
import { createReading, type Reading } from "./reading.ts";
import { type Action, emptyWallet, isBusy, isExpected, type WalletState, withAction } from "./state.ts";

type Acting = {
  /** Safe to call twice: the second call does nothing while the first is under way. */
  approve(id: string, key: SigningKey): Promise<void>;
  /** Delivers what was signed before the session ended. */
  deliver(approval: Approval): Promise<void>;
  decline(id: string): Promise<void>;
  /** "This wasn't me": declines it, has all devices told, and unlinks the account that wrote the post. */
  report(id: string): Promise<void>;
  /** Unlinks the account that wrote the post of a reported payment, where that is still to do. */
  unlinkWriterOf(id: string): Promise<void>;
  /** Takes back what a payee without a wallet has not claimed. */
  takeBack(id: string): Promise<void>;
  /** Makes a new version of a payment that failed, to be approved anew. */
  retry(id: string): Promise<void>;
};

/** The person's wallet as this phone knows it, and what it can do. */
export type Wallet = Acting &
  Pick<Reading, "refresh" | "loadMoreActivity" | "loadMoreOpen"> & {
    readonly store: Store<WalletState>;
    /** Looks the activity through. */
    readonly search: ActivitySearch;
    /** Something is under way that the server will soon tell more about. */
    expecting(): boolean;
    /** Keeps an intent fresh while its screen is open. Returns the end of it. */
    watch(id: string): () => void;
  };

type Parts = {
  readonly api: Pick<
    PiafApi,
    | "me"
    | "openIntents"
    | "intent"
    | "activity"
    | "approve"
    | "decline"
    | "takeBack"
    | "retry"
    | "checkPin"
    | "report"
    | "unlink"
    | "searchActivity"
  >;
  readonly onSignedOut: () => void;
  /** The session has ended with a signed approval on its way: it is to be delivered when the person is signed in again. */
  readonly onUndelivered: (approval: Approval) => Promise<void>;
  /** Something has changed that is worth asking the server about at once. */
  readonly onChange: () => void;
  /** The server's. */
  readonly clock: Clock;
  /** Waits before a request is made again; longer at each attempt. */
  readonly pause: (attempt: number) => Promise<void>;
};

export const createWallet = (parts: Parts): Wallet => {
  const store = createStore<WalletState>(emptyWallet);
  const watched = new Set<string>();
  const reading = createReading({ api: parts.api, store, watched, onSignedOut: parts.onSignedOut, clock: parts.clock });
  return {
    store,
    search: createActivitySearch({ api: parts.api, wait: (ms) => new Promise((done) => setTimeout(done, ms)) }),
    refresh: reading.refresh,
    loadMoreActivity: reading.loadMoreActivity,
    loadMoreOpen: reading.loadMoreOpen,
    ...createActing(parts, { store, reading }),
    expecting: () => {
      const { intents, actions, me } = store.get();
      const opening = me !== undefined && me.keys.length > 0 && me.wallet === undefined;
      return opening || Object.values(intents).some(isExpected) || Object.values(actions).some(isBusy);
    },
    watch: (id) => {
      watched.add(id);
      void reading.readIntent(id);
      parts.onChange();
      return () => void watched.delete(id);
    },
  };
};

const createActing = (
  parts: Parts,
  { store, reading }: { readonly store: Store<WalletState>; readonly reading: Reading },
): Acting => {
  const { api } = parts;
  const act = (id: string, action: Action | undefined): void =>
    store.set({ actions: withAction(store.get().actions, id, action) });

  const approve = async (id: string, key: SigningKey): Promise<void> => {
    const { me, intents, actions, connected } = store.get();
    const intent = intents[id];
    if (me === undefined || intent === undefined || isBusy(actions[id])) return;
    // An approval never waits for a network: by the time it is back, it may not be wanted any more.
    if (!connected) return act(id, { kind: "not_signed", fault: "no_connection" });
    act(id, { kind: "signing" });
    const signed = await signPayment({ intent, me }, key, api);
    if (!signed.ok) {
      act(id, { kind: "not_signed", fault: signed.fault });
      if (signed.fault === "signed_out") parts.onSignedOut();
      return;
    }
    await deliver(signed.value);
  };

  const deliver = async (approval: Approval): Promise<void> => {
    const id = approval.terms.intent;
    act(id, { kind: "sending" });
    const onUnknown = (): void => act(id, { kind: "checking" });
    const delivery = await deliverApproval(approval, { api, pause: parts.pause, onUnknown });
    if (delivery.kind === "signed_out") {
      onUnknown();
      await parts.onUndelivered(approval);
      return parts.onSignedOut();
    }
    await reading.readIntent(id);
    act(id, delivery.kind === "refused" ? { kind: "refused", code: delivery.code } : undefined);
    parts.onChange();
  };

  /** Something that needs no signature, one at a time. */
  const decide = async (id: string, ask: (intent: IntentView) => Promise<ApiResult<unknown>>): Promise<void> => {
    const { intents, actions } = store.get();
    const intent = intents[id];
    if (intent === undefined || isBusy(actions[id])) return;
    act(id, { kind: "sending" });
    const answer = await ask(intent);
    await reading.readIntent(id);
    act(id, answer.ok ? undefined : { kind: "refused", code: codeOf(answer.fault) });
    parts.onChange();
  };
  const unlinkWriter = ({ source }: IntentView): Promise<ApiResult<unknown>> => api.unlink(source.channel);
  return {
    ...{ approve, deliver },
    decline: (id) => decide(id, ({ version }) => api.decline(id, version)),
    takeBack: (id) => decide(id, () => api.takeBack(id)),
    retry: (id) => decide(id, ({ version }) => api.retry(id, version)),
    report: (id) =>
      decide(id, async (intent) => {
        const reported = await api.report(id, intent.version);
        // Should it not come to the unlinking, the payment says so, and it is asked for again from there.
        if (reported.ok && intent.source.readers !== "nobody") await unlinkWriter(intent);
        return reported;
      }),
    unlinkWriterOf: (id) => decide(id, unlinkWriter),
  };
};

const codeOf = (fault: Extract<ApiResult<unknown>, { ok: false }>["fault"]): RefusedCode =>
  fault.kind === "refused" ? fault.code : "no_connection";

type RefusedCode = Extract<Action, { kind: "refused" }>["code"];
