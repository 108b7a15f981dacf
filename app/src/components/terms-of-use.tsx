import type { VNode } from "preact";
import { termsTexts } from "../texts/messages/terms.ts";
import { useReader } from "../texts/reader.ts";

/** In the order of the text that people agree to. */
const points = ["signed", "final", "yours", "limits", "data", "leave"] as const;

/** What people agree to with their first key: `consentTexts.terms` names this wording. */
export const TermsOfUse = (): VNode => {
  const { t } = useReader();
  return (
    <ul class="points">
      {points.map((point) => (
        <li key={point}>{t(termsTexts[point])}</li>
      ))}
    </ul>
  );
};
