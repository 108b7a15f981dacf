import type { SimRequest } from "./answer.ts";
import type { SimCredentials } from "./api-v2.ts";

/** The token of the app alone, which speaks for nobody (OAuth 2.0 client credentials). */
export const appTokenOf = ({ appKey }: SimCredentials): string => encodeURIComponent(`app ${appKey}`);

export const isApp = ({ headers }: SimRequest, credentials: SimCredentials): boolean =>
  headers.authorization === `Bearer ${appTokenOf(credentials)}`;
