/** Hands a text with a link to another app, where the phone can; else copies it. What became of it. */
export const shareText = async (text: string): Promise<"shared" | "copied" | "failed"> => {
  const { share } = navigator as Partial<Pick<Navigator, "share">>;
  if (share === undefined) return copyText(text);
  try {
    await share.call(navigator, { text });
    return "shared";
  } catch (error) {
    // Who closes the sheet again wants nothing.
    return error instanceof DOMException && error.name === "AbortError" ? "shared" : copyText(text);
  }
};

/** A page without a secure origin, or a browser that was told so, has no clipboard. */
export const copyText = async (text: string): Promise<"copied" | "failed"> => {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "failed";
  }
};
