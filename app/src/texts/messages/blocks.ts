import { texts } from "../message.ts";

/** Of whom one wants to hear nothing. */
export const blocksTexts = texts("blocks", {
  title: "Blocked people",
  hint: "They are not told. Block or mute somebody on the page of a contact, or of a payment you received.",
  block: "Block",
  blockHint: "Nothing of this person’s reaches you: no payments, no requests. The person is not told.",
  mute: "No requests",
  muteHint: "This person’s requests for money do not reach you.",
  blocked: "Blocked",
  muted: "No requests",
  unblock: "Take back",
  unblockOf: "Take back: {name}",
  none: "Nobody is blocked",
  unavailable: "The list cannot be read at the moment.",
});
