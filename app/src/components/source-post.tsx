import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { networkName } from "../texts/format.ts";
import { useReader } from "../texts/reader.ts";
import { PostQuote } from "./post-quote.tsx";

/** The post that the intent comes from. */
export const SourcePost = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { texts, moment } = useReader();
  const { source } = intent;
  const network = networkName(source.channel);
  const caption =
    intent.role === "payer"
      ? texts.yourPost(network, moment(source.written_at))
      : texts.postBy(intent.payer.name, network);
  return (
    <PostQuote
      text={source.text}
      language={source.language}
      caption={source.edited ? `${caption} (${texts.edited})` : caption}
    />
  );
};
