const path = "/app/share";
const longest = 4_000;

/** What another app has shared with this one, by the manifest's `share_target`; `undefined` at any other address. */
export const sharedPost = ({ pathname, searchParams }: URL): string | undefined => {
  if (pathname !== path) return undefined;
  const parts = ["text", "url", "title"].map((name) => searchParams.get(name)?.trim() ?? "");
  const [text = "", url = "", title = ""] = parts;
  // Some apps put the link into the text, some beside it; a title alone is better than nothing.
  const written = text === "" ? title : text;
  return `${written}${text.includes(url) ? "" : ` ${url}`}`.trim().slice(0, longest);
};
