import type { KeyId } from "../../core/ids.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";
import type { EnrolDeps } from "./enrol-deps.ts";

/** `DELETE /v1/me/keys/{key_id}`: from now on the key signs nothing, and it can never be enrolled again by the same sign-in. */
export const revokeKey = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const key = (request.params["key_id"] ?? "") as KeyId;
  if ((await deps.holders.revokeKey(holder, key)) === "unknown") {
    return problem("not_found", "You have no such key: GET /v1/me lists yours.");
  }
  deps.log.info("key_revoked", { holder, key });
  return { status: 204 };
};
