import { expect, it } from "vitest";
import { reasonTexts } from "../../../app/src/texts/messages/outcomes.ts";
import { refusalHelp } from "../../../core/limits/refusal-help.ts";

it("every refusal that a person can do something about is said in words", () => {
  const helpless = new Set(["nothing", "ask_support"]);
  const silent = Object.entries(refusalHelp)
    .filter(([reason, help]) => !helpless.has(help) && !Object.hasOwn(reasonTexts, reason))
    .map(([reason]) => reason);
  // What no payment of a person can meet: the app makes none of these, and says the code of any that has no words.
  expect(silent).toEqual(["wallet_unknown", "amount_invalid", "group_too_large", "version_refused", "closed"]);
});
