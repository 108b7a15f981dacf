import { texts } from "../../texts/message.ts";

/** Said by the phone itself, over the lock screen too: amount and name only where the person has allowed it. */
export const pushTexts = texts("push", {
  toApprove: "A payment waits for your approval",
  toApproveOf: "{amount} to {name}: do you approve?",
  toApproveAmount: "{amount}: do you approve?",
  question: "Piaf has a question about your post",
  settled: "Your payment has arrived",
  settledOf: "{amount} paid to {name}",
  settledAmount: "{amount} paid",
  received: "You have been paid",
  receivedOf: "{amount} from {name}",
  failed: "A payment was not made",
  failedOf: "Not paid: {amount} to {name}",
  failedAmount: "Not paid: {amount}",
  unclaimed: "Money that you sent still waits for its payee",
  unclaimedBy: "{amount} still wait for {name}",
  claimed: "Money that you sent was claimed",
  claimedBy: "{name} has claimed {amount}",
  returned: "Money that nobody claimed is back in your wallet",
  returnedOf: "{amount} for {name} are back in your wallet",
  returnedAmount: "{amount} are back in your wallet",
  sentBack: "Money that you paid was sent back to you",
  reported: "A payment was reported from your account",
  reportedHint: "If that was not you, look at your devices in Piaf.",
  newKey: "A new key was added to your account",
  newKeyHint: "If that was not you, remove it in Piaf at once.",
});
