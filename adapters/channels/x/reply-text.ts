import twitterText from "twitter-text";

export type TextFault = "text_empty" | "text_too_long" | "text_has_link" | "text_has_mention";

/** A link even where X's own rules see none: letters after a dot are the start of one, and a post with a link costs twenty times as much. */
const almostLink = /:\/\/|[\p{L}\p{N}]\.\p{L}{2}/u;

/** Why a text must not be posted as a reply, by X's own rules of what is a link, a mention and 280; undefined when it may. */
export const replyTextFault = (text: string): TextFault | undefined => {
  if (text.trim() === "") return "text_empty";
  if (almostLink.test(text) || twitterText.extractUrls(text).length > 0) return "text_has_link";
  if (twitterText.extractMentions(text).length > 0) return "text_has_mention";
  return twitterText.parseTweet(text).valid ? undefined : "text_too_long";
};
