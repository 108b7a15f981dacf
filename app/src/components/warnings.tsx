import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { networkName, type Translate } from "../texts/format.ts";
import { warningTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";

type Warning = IntentView["warnings"][number];

/** What has become of the post itself: told beside it. */
const ofPost: ReadonlySet<Warning["code"]> = new Set(["edited", "post_deleted", "not_linked"]);

/** What the payer should think about, in words: of the post, or of whom and how much he pays. */
export const Warnings = (props: { readonly intent: IntentView; readonly about: "post" | "payment" }): VNode => {
  const { intent, about } = props;
  const { t } = useReader();
  const told = intent.warnings.filter(({ code }) => ofPost.has(code) === (about === "post"));
  return (
    <>
      {told.map((warning) => (
        <Banner key={`${warning.code} ${warning.line}`} tone="warn">
          {warningText(warning, intent, t)}
        </Banner>
      ))}
    </>
  );
};

const warningText = ({ code, line, like = "" }: Warning, { lines, source }: IntentView, t: Translate): string => {
  const payee = lines[line ?? 0]?.payee;
  if (code === "first_payment") return t(warningTexts.first_payment, { payee: payee?.name ?? "" });
  if (code === "look_alike") return t(warningTexts.look_alike, { handle: payee?.handle ?? "", like });
  if (code === "unusual_amount" && lines.length > 1)
    return t(warningTexts.unusual_amount_of, { payee: payee?.name ?? "" });
  if (code === "still_linked") return t(warningTexts.still_linked, { network: networkName(source.channel) });
  return t(warningTexts[code]);
};
