import { instant } from "../../../core/clock.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import { type ChangeTerms, challengeOf, type ReturnTerms } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { type RequestId, signedRequestIdOf } from "../../../core/ids.ts";
import type { ChangeRequest } from "../../../core/limits/change-request.ts";
import type { Person, World } from "./consent-world.ts";

type Terms = ChangeTerms | ReturnTerms;
type Signed<Of extends Terms> = { readonly terms: Of; readonly evidence: Evidence };

export const signedBy = async <Of extends Terms>(terms: Of, signer: Person): Promise<Signed<Of>> => ({
  terms,
  evidence: signer.passkey.assert(await challengeOf(terms)),
});

export const requestOf = async (terms: Terms): Promise<RequestId> =>
  signedRequestIdOf({ holder: terms.holder as Person["id"], challenge: toBase64Url(await challengeOf(terms)) });

/** As `api` writes it. */
export const keepSigned = async (world: World, signed: Signed<Terms>): Promise<RequestId> => {
  const id = await requestOf(signed.terms);
  const change = { kind: "signed", ...signed } as ChangeRequest["change"];
  const holder = signed.terms.holder as Person["id"];
  await world.requests.create({ id, holder, change, state: "asked", askedAt: instant(world.clock()) });
  return id;
};

/** As `api` writes it and the relay passes it on; what became of it. */
export const sendSigned = async (world: World, signed: Signed<Terms>) => {
  const id = await keepSigned(world, signed);
  await world.request({ type: "change.signed.v1", ...signed });
  const { state, reason } = (await world.requests.get(id))!;
  return { id, state, reason };
};
