import { type PinProofView, pinChange, pinCheck } from "../../contracts/http/enrolment.ts";
import { secondMs } from "../../core/clock.ts";
import { pinProofLifetimeMs, pinProofMac } from "../../core/consent/pin-proof.ts";
import { fromBase64Url, sha256, toBase64Url, utf8 } from "../../core/encoding.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { EnrolDeps } from "./enrol-deps.ts";
import { hashPin, pinMatches } from "./pin-hash.ts";

/** `PUT /v1/me/pin`: a fresh sign-in for this very PIN sets it, and unlocks it. */
export const changePin = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const body = readAs(pinChange, request.body);
  if (!body.ok) return body.fault;
  const { pin, salt, id_token: idToken } = body.value;
  const { holder, subject } = request.caller;
  const nonce = toBase64Url(await sha256(utf8(`piaf pin ${salt} ${pin}`)));
  const signIn = await deps.signIns.verify({ idToken, subject, nonce });
  if (!signIn.ok) return problem(signIn.fault, "The sign-in is not fresh, or not for this PIN: sign in again.");
  const outcome = await deps.pins.reset({ holder, pin: await hashPin(pin, deps.salt()), nonce });
  if (outcome === "nonce_used") return problem(outcome, "This sign-in has set a PIN before: sign in again.");
  deps.log.info("pin_changed", { holder });
  return { status: 204 };
};

const refusals = {
  pin_missing: "Set a wallet PIN first: PUT /v1/me/pin.",
  pin_locked: "Too many wrong PINs: sign in again and set a new one.",
  pin_wrong: "This is not your wallet PIN: try again.",
} as const;

/** `POST /v1/me/pin/check`: proves to the ledger that the PIN was given for this challenge, for a few minutes. */
export const checkPin = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const body = readAs(pinCheck, request.body);
  if (!body.ok) return body.fault;
  const { pin, challenge } = body.value;
  const { holder } = request.caller;
  const taken = await deps.pins.takeTry(holder);
  if (!taken.ok) return refuse(taken.fault, request, deps);
  if (!(await pinMatches(pin, taken.value))) return refuse("pin_wrong", request, deps);
  await deps.pins.giveTriesBack(holder, taken.value);
  const expires = Math.floor((deps.clock() + pinProofLifetimeMs) / secondMs);
  const mac = await pinProofMac(await deps.pinSecret(), { holder, challenge: fromBase64Url(challenge), expires });
  const proof: PinProofView = { mac, expires };
  return { status: 200, body: { pin_proof: proof } };
};

const refuse = (reason: keyof typeof refusals, { caller }: SignedInRequest, { log }: EnrolDeps): HttpAnswer => {
  log.warn("pin_refused", { holder: caller.holder, reason });
  return problem(reason, refusals[reason]);
};
