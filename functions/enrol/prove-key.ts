import type { KeyEnrolment } from "../../contracts/http/enrolment.ts";
import { epochMs, instant } from "../../core/clock.ts";
import { type EnrolmentProof, keyStatementOf } from "../../core/consent/key-statement.ts";
import { challengeOf } from "../../core/consent/terms.ts";
import type { Holder, PaymentKey } from "../../core/holder/holder.ts";
import { readShownName } from "../../core/holder/shown-name.ts";
import { reducedUntil } from "../../core/holder/reduced-limit.ts";
import type { KeyId } from "../../core/ids.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Caller } from "../_shared/http.ts";
import type { EnrolDeps } from "./enrol-deps.ts";

/** A key is admitted: how, under which nonce, and as whose. */
export type Admission = Pick<PaymentKey, "way" | "reducedUntil" | "enrolledAt"> & {
  readonly nonce: string;
  /** For whoever wants to judge the admission again. */
  readonly proof: EnrolmentProof;
  /** The holder's name, where this key makes the holder. */
  readonly name: string;
  readonly first: boolean;
};

export type ProofFault = "id_token_invalid" | "evidence_invalid" | "terms_mismatch" | "name_invalid";

type Claim = {
  readonly caller: Caller;
  readonly key: KeyId;
  readonly proof: KeyEnrolment["proof"];
  /** The holder as it stands; undefined before the first key. */
  readonly holder: Holder | undefined;
  /** The name that the caller wants to go by. */
  readonly name: string | undefined;
};

/** Who says that a new key is the caller's: the identity provider, just now, or a key that the caller has already. */
export const proveKey = (claim: Claim, deps: EnrolDeps): Promise<Result<Admission, ProofFault>> =>
  claim.proof.way === "fresh_sign_in"
    ? proveBySignIn(claim, claim.proof.id_token, deps)
    : proveByEarlierKey(claim, claim.proof, deps);

/**
 * The ID token's nonce is the key's id (the idea of OpenPubkey): whoever else holds the token cannot enrol another key
 * with it. On an account that has or had keys the limits are reduced at first: the sign-in may have been stolen.
 */
const proveBySignIn = async (
  { caller, key, holder, name: chosen }: Claim,
  idToken: string,
  deps: EnrolDeps,
): Promise<Result<Admission, ProofFault>> => {
  const signIn = await deps.signIns.verify({ idToken, subject: caller.subject, nonce: key });
  if (!signIn.ok) return signIn;
  const first = holder?.firstKey === undefined;
  const name = readShownName(chosen ?? signIn.value.name);
  if (first && !name.ok) return fail("name_invalid");
  return ok({
    way: "fresh_sign_in",
    enrolledAt: instant(deps.clock()),
    ...(first ? {} : { reducedUntil: reducedUntil(deps.clock) }),
    nonce: key,
    proof: { way: "fresh_sign_in", id_token: idToken },
    name: name.ok ? name.value : "",
    first,
  });
};

/** A key that is still reduced passes its reduction on: it must not free itself by way of a second one. */
const proveByEarlierKey = async (
  { caller, key, holder }: Claim,
  { terms, evidence }: Extract<KeyEnrolment["proof"], { way: "earlier_key" }>,
  deps: EnrolDeps,
): Promise<Result<Admission, ProofFault>> => {
  const isMeant = terms.stage === deps.stage && terms.holder === caller.holder && terms.key === key;
  if (!isMeant || epochMs(terms.expires) <= deps.clock()) return fail("terms_mismatch");
  const earlier = holder?.keys.find(({ id }) => id === evidence.key_id);
  if (holder === undefined || earlier === undefined) return fail("evidence_invalid");
  const challenge = await challengeOf(terms);
  const verified = await deps.verifier.verify({ challenge, evidence, key: earlier, holder: holder.id });
  if (!verified.ok) return fail("evidence_invalid");
  return ok({
    way: "earlier_key",
    enrolledAt: instant(deps.clock()),
    reducedUntil: earlier.reducedUntil,
    nonce: terms.nonce,
    proof: { way: "earlier_key", terms, evidence, earlier: keyStatementOf(earlier) },
    name: holder.name,
    first: false,
  });
};
