import { texts } from "../message.ts";

/** A payment to somebody who has no wallet yet. */
export const claimTexts = texts("claim", {
  waits: "No wallet yet. The money waits until {moment}, then it comes back to you.",
  held: "The money waits",
  until: "Waits until",
  returned: "It came back to you",
  lineHeld: "waits",
  lineClaimed: "claimed",
  lineReturned: "came back",
  takeBack: "Take it back",
  takingBack: "It is on its way back to you.",
});
