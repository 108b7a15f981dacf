import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import type { Message } from "../texts/message.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { returnsTexts } from "../texts/messages/returns.ts";

/** What an entry of the activity is. */
export const movementText = ({ direction, code }: Pick<ActivityEntry, "direction" | "code">): Message => {
  if (code === "return") return direction === "credit" ? returnsTexts.cameBack : returnsTexts.sentBack;
  return direction === "credit" ? activityTexts.received : activityTexts.sent;
};
