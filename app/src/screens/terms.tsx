import type { VNode } from "preact";
import { SubPage } from "../components/page.tsx";
import { TermsOfUse } from "../components/terms-of-use.tsx";
import { privacyTexts } from "../texts/messages/privacy.ts";
import { termsTexts } from "../texts/messages/terms.ts";
import { useReader } from "../texts/reader.ts";

/** What was agreed to with the first key, to be read again. */
export const Terms = (): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "privacy" }} upLabel={t(privacyTexts.title)} title={t(termsTexts.title)}>
      <TermsOfUse />
    </SubPage>
  );
};
