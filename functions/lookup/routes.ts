import type { Routes } from "../_shared/http.ts";
import { findPayee, type LookupDeps } from "./find-payee.ts";

export const lookupRoutes = (deps: LookupDeps): Routes => ({
  "GET /v1/payees/{channel}/{handle}": { signedIn: (request) => findPayee(request, deps) },
});
