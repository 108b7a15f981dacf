import type { Routes } from "../_shared/http.ts";
import type { BankDeps } from "./bank-deps.ts";
import { checkPayee, showBank } from "./people.ts";
import { receiveFile } from "./receive-file.ts";

export const bankRoutes = (deps: BankDeps): Routes => ({
  "GET /v1/me/bank": { signedIn: (request) => showBank(request, deps) },
  "POST /v1/payouts/check": { signedIn: (request) => checkPayee(request, deps) },
  "POST /webhooks/bank/{bank}": { signed: (request) => receiveFile(request, deps) },
});
