import type { IntentView } from "../../contracts/http/intents.ts";
import { type App, AppProvider } from "../src/app-context.ts";
import { LinkOffer } from "../src/components/link-offer.tsx";
import { ShortBalance } from "../src/components/short-balance.tsx";
import { createStore } from "../src/store.ts";
import { emptyWallet } from "../src/wallet/state.ts";
import type { Specimen } from "./specimen.ts";

const me = { wallet: { id: "wal_1", currency: "EUR", available: 5549, pending: 0 }, keys: [], links: [] };

/** As much of the app as these components ask for. */
const app = {
  networks: { x: { authorize_url: "/", client_id: "kit", scopes: [] } },
  wallet: { store: createStore({ ...emptyWallet, me }) },
} as unknown as App;

const intentOver = (amount: number) =>
  ({
    ...{ id: "pi_1", state: "pending_approval", role: "payer", currency: "EUR", fee: 0, total: amount, amount },
    lines: [{ payee: { channel: "x", user_id: "1", handle: "bob", name: "Bob" }, amount, check: "verified" }],
  }) as unknown as IntentView;

export const joining: readonly Specimen[] = [
  {
    name: "LinkOffer",
    states: (
      <AppProvider value={app}>
        <LinkOffer channel="x" joining />
      </AppProvider>
    ),
  },
  {
    name: "ShortBalance",
    states: (
      <AppProvider value={app}>
        <ShortBalance intent={intentOver(5_550)} />
        <ShortBalance intent={intentOver(99_999_999)} />
      </AppProvider>
    ),
  },
];
