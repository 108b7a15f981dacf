/** Three functions of twitter-text by their files: the whole of it, with what it brings for older browsers, is twice as large. */

declare module "twitter-text/dist/extractMentions.js" {
  import { extractMentions } from "twitter-text";
  export default extractMentions;
}

declare module "twitter-text/dist/extractUrls.js" {
  import { extractUrls } from "twitter-text";
  export default extractUrls;
}

declare module "twitter-text/dist/parseTweet.js" {
  import { parseTweet } from "twitter-text";
  export default parseTweet;
}
