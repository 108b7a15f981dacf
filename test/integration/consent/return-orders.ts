import { instant, minuteMs } from "../../../core/clock.ts";
import type { ReturnTerms } from "../../../core/consent/terms.ts";
import type { TransferId } from "../../../core/ids.ts";
import type { SignedReturn } from "../../../core/returns/judge-return.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import type { Person, World } from "./consent-world.ts";
import { sendSigned } from "./signed-requests.ts";

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

/** As `api` writes it, and the relay brings it; what became of it. */
export const sendReturn = async (world: World, signed: SignedReturn): Promise<string> => {
  const { state, reason } = await sendSigned(world, signed);
  return reason ?? state;
};
