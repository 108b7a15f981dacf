import type { IntentView } from "../../../contracts/http/intents.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { canonicalJson } from "../../../core/consent/canonical-json.ts";
import type { PaymentTerms } from "../../../core/consent/terms.ts";

export type UnsignedTerms = Omit<PaymentTerms, "nonce">;

/** The terms as the approval screen shows them: built from what is displayed, never copied from what a server wants signed. */
export const displayedTerms = (intent: IntentView, me: Pick<MeView, "id" | "stage">): UnsignedTerms => ({
  v: 1,
  purpose: "pay",
  stage: me.stage,
  intent: intent.id,
  version: intent.version,
  payer: me.id,
  lines: intent.lines.map(({ payee, amount, claim_until: until }) => ({
    channel: payee.channel,
    user_id: payee.user_id,
    handle: payee.handle,
    name: payee.name,
    amount,
    ...(until === undefined ? {} : { claim_until: until }),
  })),
  currency: intent.currency,
  fee: intent.fee,
  expires: intent.expires_at,
});

/** Both mean the same payment. What differs must not be signed. */
export const sameTerms = (displayed: UnsignedTerms, wanted: UnsignedTerms): boolean =>
  canonicalJson(displayed) === canonicalJson(wanted);
