import type { IntentView } from "../../../contracts/http/intents.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { totalShown } from "./words.ts";

/** How much more the wallet needs for a payment; `undefined` where it has enough, or is of another currency. */
export const missingFor = (
  intent: Pick<IntentView, "lines" | "fee" | "currency">,
  wallet: MeView["wallet"],
): number | undefined => {
  if (wallet === undefined || wallet.currency !== intent.currency) return undefined;
  const missing = totalShown(intent) - wallet.available;
  return missing > 0 ? missing : undefined;
};
