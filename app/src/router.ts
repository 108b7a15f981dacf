import { useEffect, useState } from "preact/hooks";

/** Where in the app one is; kept in the fragment, so that the address needs nothing of a server. */
export type Route =
  | { readonly screen: "home" }
  | { readonly screen: "activity" }
  | { readonly screen: "entry"; readonly id: string }
  | { readonly screen: "intent"; readonly id: string }
  | { readonly screen: "settings" }
  | { readonly screen: "devices" }
  | { readonly screen: "set_up" }
  | { readonly screen: "pin" };

export const hrefOf = (route: Route): string => {
  if (route.screen === "home") return "#/";
  if (route.screen === "entry") return `#/activity/${encodeURIComponent(route.id)}`;
  if (route.screen === "intent") return `#/payments/${encodeURIComponent(route.id)}`;
  return `#/${route.screen.replace("_", "-")}`;
};

/** Unknown addresses lead home. */
export const routeOf = (hash: string): Route => {
  const [, place, id] = hash.split("/").map(decode);
  if (place === "activity") return id === undefined ? { screen: "activity" } : { screen: "entry", id };
  if (place === "payments" && id !== undefined) return { screen: "intent", id };
  if (place === "settings" || place === "devices" || place === "pin") return { screen: place };
  if (place === "set-up") return { screen: "set_up" };
  return { screen: "home" };
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export const go = (route: Route): void => location.assign(hrefOf(route));

export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return routeOf(hash);
};
