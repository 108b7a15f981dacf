import type { Routes } from "../_shared/http.ts";
import { exportAll } from "./export-all.ts";
import { listConsents, listHistory } from "./own-history.ts";
import type { RightsDeps } from "./rights-deps.ts";
import { showStatement } from "./statements.ts";

export const rightsRoutes = (deps: RightsDeps): Routes => ({
  "GET /v1/me/export": { signedIn: (request) => exportAll(request, deps) },
  "GET /v1/me/consents": { signedIn: (request) => listConsents(request, deps) },
  "GET /v1/me/history": { signedIn: (request) => listHistory(request, deps) },
  "GET /v1/me/statements/{month}": { signedIn: (request) => showStatement(request, deps) },
});
