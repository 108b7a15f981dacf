import type { Routes } from "../_shared/http.ts";
import type { FundingDeps } from "./funding-deps.ts";
import { receiveEvent } from "./receive-event.ts";
import { requestTopUp, showTopUp } from "./top-ups.ts";

export const fundingRoutes = (deps: FundingDeps): Routes => ({
  "POST /v1/top-ups": { signedIn: (request) => requestTopUp(request, deps) },
  "GET /v1/top-ups/{id}": { signedIn: (request) => showTopUp(request, deps) },
  "POST /webhooks/funding/{provider}": { signed: (request) => receiveEvent(request, deps) },
});
