import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { networkName } from "../texts/format.ts";
import { approvalTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { PostQuote } from "./post-quote.tsx";

/** The post that the intent comes from. */
export const SourcePost = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t, moment } = useReader();
  const { source } = intent;
  const network = networkName(source.channel);
  const caption =
    intent.role === "payer"
      ? t(approvalTexts.yourPost, { network, moment: moment(source.written_at) })
      : t(approvalTexts.postBy, { name: intent.payer.name, network });
  return (
    <PostQuote
      text={source.text}
      language={source.language}
      caption={source.edited ? `${caption} (${t(approvalTexts.edited)})` : caption}
    />
  );
};
