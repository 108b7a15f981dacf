import type { Preferences } from "../../../contracts/http/people.ts";

/** Whether the page is dark now. */
export const isDark = (): boolean => {
  const { appearance } = document.documentElement.dataset;
  return appearance === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : appearance === "dark";
};

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
