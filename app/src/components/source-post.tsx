import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { networkName, type Reader } from "../texts/format.ts";
import { approvalTexts } from "../texts/messages/payment.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { useReader } from "../texts/reader.ts";
import { PostQuote } from "./post-quote.tsx";

/** The post that the intent comes from, or what was asked for in the app, as it was when it was read. */
export const SourcePost = ({ intent }: { readonly intent: IntentView }): VNode | null => {
  const reader = useReader();
  const { source } = intent;
  if (source.text === "") return null;
  const caption = captionOf(intent, reader);
  return (
    <PostQuote
      text={source.text}
      language={source.language}
      marks={source.marks}
      caption={source.edited ? `${caption} (${reader.t(approvalTexts.edited)})` : caption}
    />
  );
};

const captionOf = ({ role, payer, source }: IntentView, { t, moment }: Reader): string => {
  const written = { network: networkName(source.channel), moment: moment(source.written_at) };
  if (source.readers === "nobody") return t(approvalTexts.askedInApp, { moment: written.moment });
  return role === "payer"
    ? t(approvalTexts.yourPost, written)
    : t(approvalTexts.postBy, { name: payer.name || t(commonTexts.closedAccount), network: written.network });
};
