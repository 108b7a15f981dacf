import type { KeyView } from "../../contracts/http/wallet.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";

/** A payment key as its owner sees it. */
export const keyView = (key: PaymentKey): KeyView => ({
  id: key.id,
  kind: key.kind,
  label: key.label,
  ...(key.credentialId ? { credential_id: key.credentialId } : {}),
  ...(key.relyingParty ? { relying_party: key.relyingParty } : {}),
  enrolled_at: key.enrolledAt,
  way: key.way,
  ...(key.reducedUntil ? { reduced_until: key.reducedUntil } : {}),
});
