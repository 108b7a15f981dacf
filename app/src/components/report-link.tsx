import type { VNode } from "preact";
import { hrefOf } from "../router.ts";
import { casesTexts } from "../texts/messages/cases.ts";
import { useReader } from "../texts/reader.ts";
import { LinkButton } from "./button.tsx";

/** The way from a payment that was made to saying what is wrong with it. */
export const ReportLink = ({ intent }: { readonly intent: string }): VNode => {
  const { t } = useReader();
  return (
    <div class="actions no-print">
      <LinkButton kind="quiet" href={hrefOf({ screen: "report", id: intent })}>
        {t(casesTexts.report)}
      </LinkButton>
    </div>
  );
};
