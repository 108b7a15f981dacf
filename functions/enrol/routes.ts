import type { Routes, SignedInRequest } from "../_shared/http.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { EnrolDeps } from "./enrol-deps.ts";
import { enrolKey } from "./enrol-key.ts";
import { linkAccount, unlinkAccount } from "./links.ts";
import { changePin, checkPin } from "./pin.ts";
import { revokeKey } from "./revoke-key.ts";

export const enrolRoutes = (deps: EnrolDeps): Routes => {
  const signedIn = (route: (request: SignedInRequest, deps: EnrolDeps) => Promise<HttpAnswer>) => ({
    signedIn: (request: SignedInRequest) => route(request, deps),
  });
  return {
    "POST /v1/me/keys": signedIn(enrolKey),
    "DELETE /v1/me/keys/{key_id}": signedIn(revokeKey),
    "PUT /v1/me/pin": signedIn(changePin),
    "POST /v1/me/pin/check": signedIn(checkPin),
    "POST /v1/me/links/{channel}": signedIn(linkAccount),
    "DELETE /v1/me/links/{channel}": signedIn(unlinkAccount),
  };
};
