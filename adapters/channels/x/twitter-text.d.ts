/** Three functions of twitter-text by their files: the whole of it, with what it brings for older browsers, is twice as large. */

declare module "twitter-text/dist/extractMentions.js" {
  export { extractMentions as default } from "twitter-text";
}

declare module "twitter-text/dist/extractUrls.js" {
  export { extractUrls as default } from "twitter-text";
}

declare module "twitter-text/dist/parseTweet.js" {
  export { parseTweet as default } from "twitter-text";
}
