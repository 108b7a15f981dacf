import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { type Route, hrefOf } from "../router.ts";
import { tabStorage } from "../storage/page-storage.ts";

const forName = "piaf.top-up-for";

/** What the money was for, over the way to the provider and back. */
export const rememberPurpose = (intent: string | undefined): void =>
  intent === undefined ? tabStorage.forget(forName) : tabStorage.write(forName, intent);

/** Where the person goes on once the money is there: to the payment it was for, else home. */
export const afterTopUp = (): Route => {
  const id = tabStorage.read(forName);
  tabStorage.forget(forName);
  return id === undefined ? { screen: "home" } : { screen: "intent", id };
};

/** Where the payer goes with his card: Stripe's form in the app, or the sandbox's own page, which sends him back. */
export const placeToPay = ({ id, next }: TopUpView): string => {
  const done = hrefOf({ screen: "top_up_done", id });
  if (next?.kind === "stripe") return hrefOf({ screen: "top_up_card", id });
  return next === undefined ? done : `${next.url}?back=${encodeURIComponent(`/app/${done}`)}`;
};
