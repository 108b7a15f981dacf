import type { Preferences } from "../../../contracts/http/people.ts";

/** Light or dark as was chosen, or as the phone is; the browser's own frame as well. */
export const showIn = (appearance: Preferences["appearance"]): void => {
  document.documentElement.dataset["appearance"] = appearance;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset["media"] ??= meta.media;
    const own = meta.dataset["media"];
    if (appearance === "system") meta.media = own;
    else meta.media = own.includes(appearance) ? "" : "not all";
  }
};
