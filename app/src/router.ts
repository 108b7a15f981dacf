import { useEffect, useLayoutEffect, useState } from "preact/hooks";

/** Every place in the app by its screen's name. Kept in the fragment, so that an address needs nothing of a server. */
const places = {
  home: "/",
  pay: "/pay",
  draft: "/pay/:id",
  contacts: "/contacts",
  contact: "/contacts/:id",
  my_page: "/me",
  activity: "/activity",
  spending: "/spending",
  entry: "/activity/:id",
  intent: "/payments/:id",
  return: "/return/:id",
  report: "/report/:id",
  cases: "/cases",
  case: "/cases/:id",
  settings: "/settings",
  devices: "/settings/devices",
  accounts: "/settings/accounts",
  linking: "/settings/accounts/linking",
  join_link: "/join/link",
  join_done: "/join/done",
  top_up: "/top-up",
  top_up_for: "/top-up/for/:id",
  top_up_card: "/top-up/card/:id",
  top_up_done: "/top-up/:id",
  bank_in: "/bank/in",
  pay_out: "/bank/out",
  payout: "/bank/out/:id",
  limits: "/settings/limits",
  limit: "/settings/limits/:id",
  blocked: "/settings/blocked",
  language: "/settings/language",
  currency: "/settings/currency",
  appearance: "/settings/appearance",
  notifications: "/settings/notifications",
  privacy: "/settings/privacy",
  statements: "/settings/privacy/statements",
  consents: "/settings/privacy/consents",
  history: "/settings/privacy/history",
  terms: "/settings/privacy/terms",
  close_account: "/settings/privacy/close",
  help: "/help",
  set_up: "/set-up",
  pin: "/pin",
} as const;

export type ScreenName = keyof typeof places;

/** Where in the app one is. */
export type Route = {
  [Name in ScreenName]: (typeof places)[Name] extends `${string}:id`
    ? { readonly screen: Name; readonly id: string }
    : { readonly screen: Name };
}[ScreenName];

export const screenNames = Object.keys(places) as readonly ScreenName[];

const idMark = ":id";

export const hrefOf = (route: Route): string =>
  `#${places[route.screen].replace(idMark, () => ("id" in route ? encodeURIComponent(route.id) : ""))}`;

/** Unknown addresses lead home. */
export const routeOf = (hash: string): Route => {
  const path = hash.replace(/^#|\?.*$/g, "");
  const [, id] = /([^/]*)$/.exec(path) ?? [];
  for (const screen of screenNames) {
    const place = places[screen];
    if (place === path) return { screen } as Route;
    if (id && place.endsWith(idMark) && place.slice(0, -idMark.length) === path.slice(0, -id.length))
      return { screen, id: decoded(id) } as Route;
  }
  return { screen: "home" };
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** What this entry of the browser's history remembers. */
type Entry = {
  /** The fragment of the entry before it, where that is of the app. */
  readonly before?: string | undefined;
};

const entry = (): Entry | null => history.state as Entry | null;

const samePlace = (hash: string, route: Route): boolean => hrefOf(routeOf(hash)) === hrefOf(route);

export const go = (route: Route): void => location.assign(hrefOf(route));

/**
 * Leaves a page that is done with, or that lies below `route`: back, where one came from there, else in its place. The
 * browser's own way back then never leads into it again.
 */
export const leaveTo = (route: Route): void => {
  const before = entry()?.before;
  if (before !== undefined && samePlace(before, route)) return history.back();
  history.replaceState({ before } satisfies Entry, "", hrefOf(route));
  dispatchEvent(new HashChangeEvent("hashchange"));
};

/** How far down each place was when it was left. */
const scrolled = new Map<string, number>();

/** The present place. On the way back a page is where it was left; any other begins at its top. */
export const useRoute = (): Route => {
  const [{ hash, top }, setPlace] = useState({ hash: location.hash, top: 0 });
  useEffect(() => {
    let shown = location.hash;
    history.scrollRestoration = "manual";
    if (entry() === null) history.replaceState({} satisfies Entry, "");
    const follow = (): void => {
      scrolled.set(shown, scrollY);
      const wasHere = entry() !== null;
      if (!wasHere) history.replaceState({ before: shown } satisfies Entry, "");
      shown = location.hash;
      setPlace({ hash: shown, top: wasHere ? (scrolled.get(shown) ?? 0) : 0 });
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useLayoutEffect(() => scrollTo(0, top), [hash, top]);
  return routeOf(hash);
};
