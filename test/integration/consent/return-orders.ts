import { instant, minuteMs } from "../../../core/clock.ts";
import { challengeOf, type ReturnTerms } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { type RequestId, signedRequestIdOf, type TransferId } from "../../../core/ids.ts";
import type { SignedReturn } from "../../../core/returns/judge-return.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import type { Person, World } from "./consent-world.ts";

/** What `payee` would sign to send back, of a transfer from `payer`. */
export const returnTermsOf = (
  { clock }: Pick<World, "clock">,
  of: {
    readonly payee: Person;
    readonly payer: Person;
    readonly transfer: TransferId;
    readonly amount: number;
  },
): ReturnTerms => ({
  v: 1,
  purpose: "return",
  stage: "test",
  holder: of.payee.id,
  transfer: of.transfer,
  to: { channel: "x", user_id: of.payer.userId, handle: of.payer.handle, name: of.payer.name },
  amount: of.amount,
  currency: "EUR",
  expires: instant(clock() + 5 * minuteMs),
  nonce: freshNonce(),
});

export const signedReturn = async (terms: ReturnTerms, signer: Person): Promise<SignedReturn> => ({
  terms,
  evidence: signer.passkey.assert(await challengeOf(terms)),
});

export const requestIdOfSigned = async ({ terms }: SignedReturn): Promise<RequestId> =>
  signedRequestIdOf({ holder: terms.holder as Person["id"], challenge: toBase64Url(await challengeOf(terms)) });

/** As `api` writes it, and the relay brings it; what became of it. */
export const sendReturn = async (world: World, signed: SignedReturn): Promise<string | undefined> => {
  const id = await requestIdOfSigned(signed);
  const holder = signed.terms.holder as Person["id"];
  const asked = { id, holder, change: { kind: "signed" as const, ...signed }, state: "asked" as const };
  await world.requests.create({ ...asked, askedAt: instant(world.clock()) });
  await world.request({ type: "change.signed.v1", ...signed });
  const known = await world.requests.get(id);
  return known?.reason ?? known?.state;
};
