import type { RegisteredKey } from "../../adapters/webauthn/key-registrar.ts";
import { type KeyEnrolment, keyEnrolment } from "../../contracts/http/enrolment.ts";
import { enrolmentHash } from "../../core/consent/key-statement.ts";
import { maximumKeys, type PaymentKey } from "../../core/holder/holder.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Caller, SignedInRequest } from "../_shared/http.ts";
import { keyView } from "../_shared/key-view.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { EnrolDeps } from "./enrol-deps.ts";
import { hashPin } from "./pin-hash.ts";
import { type ProofFault, proveKey } from "./prove-key.ts";

type EnrolFault = ProofFault | "key_invalid" | "nonce_used" | "too_many_keys" | "conflict" | "account_closed";

const remedies: Readonly<Record<EnrolFault, string>> = {
  key_invalid: "The key is not one that Piaf can verify: make a new one in the app.",
  id_token_invalid: "The sign-in is not fresh, or not for this key: sign in again from the app.",
  evidence_invalid: "The earlier key's signature does not hold: sign with a key that is enrolled.",
  terms_mismatch: "The signed terms are not for this key, or have expired: sign anew.",
  name_invalid: "Choose a name of 1 to 50 letters that is not Piaf's own: others see it.",
  nonce_used: "This sign-in or signature was used before: start again in the app.",
  too_many_keys: "Revoke a key that you do not use any more: DELETE /v1/me/keys/{key_id}.",
  account_closed: "Sign up anew: a closed account stays closed.",
  conflict: "Another key was enrolled at the same moment: try again.",
};

/** `POST /v1/me/keys`. The same key again is answered as it stands; its PIN, if it brings one, counts where none is set. */
export const enrolKey = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const body = readAs(keyEnrolment, request.body);
  if (!body.ok) return body.fault;
  const { holder } = request.caller;
  const enrolled = await registerAndAdmit(request.caller, body.value, deps);
  if (!enrolled.ok) {
    deps.log.warn("key_refused", { holder, reason: enrolled.fault });
    return problem(enrolled.fault, remedies[enrolled.fault]);
  }
  const pin = body.value.key.kind === "device" ? body.value.key.pin : undefined;
  if (pin !== undefined) await deps.pins.setFirst(holder, await hashPin(pin, deps.salt()));
  const { id, kind, way } = enrolled.value;
  deps.log.info("key_enrolled", { holder, key: id, kind, way });
  return { status: 200, body: keyView(enrolled.value) };
};

const registerAndAdmit = async (
  caller: Caller,
  { key, proof, name, terms }: KeyEnrolment,
  deps: EnrolDeps,
): Promise<Result<PaymentKey, EnrolFault>> => {
  const registered = await deps.registrar.register(key);
  return registered.ok ? admit({ caller, registered: registered.value, proof, name, terms }, deps) : registered;
};

const admit = async (
  enrolment: Pick<KeyEnrolment, "proof" | "name" | "terms"> & {
    readonly caller: Caller;
    readonly registered: RegisteredKey;
  },
  deps: EnrolDeps,
): Promise<Result<PaymentKey, EnrolFault>> => {
  const { caller, registered, proof, name: chosen, terms: agreedTo } = enrolment;
  const holder = await deps.holders.byId(caller.holder);
  const proved = await proveKey({ caller, key: registered.id, proof, holder, name: chosen }, deps);
  if (!proved.ok) return proved;
  const before = holder?.keys ?? [];
  const known = before.find(({ id }) => id === registered.id);
  if (known === undefined && before.length >= maximumKeys) return fail("too_many_keys");
  const { name, nonce, first, proof: admittedBy, ...admission } = proved.value;
  const key: PaymentKey = { ...registered, ...admission, enrolment: await enrolmentHash(admittedBy) };
  const enrolled = { holder: { id: caller.holder, name }, key, proof: admittedBy, nonce, first, agreedTo };
  const outcome = await deps.holders.enrolKey(enrolled);
  switch (outcome) {
    case "enrolled":
      return ok(key);
    case "already_enrolled":
      return ok(known ?? key);
    case "nonce_used":
      return fail("nonce_used");
    case "not_first":
      return fail("conflict");
    case "account_closed":
      return fail("account_closed");
  }
};
