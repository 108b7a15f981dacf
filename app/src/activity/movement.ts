import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import type { Message } from "../texts/message.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { returnsTexts } from "../texts/messages/returns.ts";

/** What moved between the wallet and the outside: there nobody stands on the other side. */
const outside: Readonly<Record<string, Message | undefined>> = {
  top_up: activityTexts.topUp,
  bank_received: activityTexts.bankTransfer,
  bank_assigned: activityTexts.bankTransfer,
  payout_settled: activityTexts.payout,
  payout_returned: activityTexts.payoutBack,
};

/** Of such an entry its name, where another has a person's. */
export const outsideText = ({ code }: Pick<ActivityEntry, "code">): Message | undefined => outside[code];

/** What an entry of the activity is. */
export const movementText = ({ direction, code }: Pick<ActivityEntry, "direction" | "code">): Message => {
  if (code === "claim_return") return returnsTexts.cameBack;
  if (code === "return") return direction === "credit" ? returnsTexts.cameBack : returnsTexts.sentBack;
  return direction === "credit" ? activityTexts.received : activityTexts.sent;
};
