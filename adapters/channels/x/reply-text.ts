export type TextFault = "text_empty" | "text_too_long" | "text_has_link" | "text_has_mention";

/** A link even where X's own rules see none: letters after a dot are the start of one, and a post with a link costs twenty times as much. */
const almostLink = /:\/\/|[\p{L}\p{N}]\.\p{L}{2}/u;

/** X's own rules, imported where they are used, so that the bundles of the other roles stay without them. */
const rules = async () => {
  const [{ default: parseTweet }, { default: extractUrls }, { default: extractMentions }] = await Promise.all([
    import("twitter-text/dist/parseTweet.js"),
    import("twitter-text/dist/extractUrls.js"),
    import("twitter-text/dist/extractMentions.js"),
  ]);
  return { parseTweet, extractUrls, extractMentions };
};

/** Why a text must not be posted as a reply, by X's rules of what is a link, a mention and 280; undefined when it may. */
export const replyTextFault = async (text: string): Promise<TextFault | undefined> => {
  const { parseTweet, extractUrls, extractMentions } = await rules();
  if (text.trim() === "") return "text_empty";
  if (almostLink.test(text) || extractUrls(text).length > 0) return "text_has_link";
  if (extractMentions(text).length > 0) return "text_has_mention";
  return parseTweet(text).valid ? undefined : "text_too_long";
};
