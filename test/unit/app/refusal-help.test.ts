import { expect, it } from "vitest";
import { helpWords } from "../../../app/src/payments/words.ts";
import { changeTexts } from "../../../app/src/texts/messages/limits.ts";
import { reasonTexts } from "../../../app/src/texts/messages/outcomes.ts";
import { refusalHelp } from "../../../core/limits/refusal-help.ts";

it("every refusal, of a payment and of a change of one's wallet, is said in words, and so is what would help", () => {
  const silent = Object.keys(refusalHelp).filter((reason) => !Object.hasOwn(reasonTexts, reason));
  expect(silent).toEqual([]);
  const helpless = Object.values(refusalHelp).filter((help) => helpWords[help] === undefined);
  expect(helpless).toEqual([]);
});

it("what the API refuses of a change at once is said in words, too", () => {
  const refusals = ["limit_not_lower", "limit_not_raised", "limit_above_level", "terms_expired", "effective_too_early"];
  const words = { ...reasonTexts, ...changeTexts };
  expect([...refusals, "terms_mismatch", "evidence_invalid", "key_missing"].filter((code) => !(code in words))).toEqual(
    [],
  );
});
