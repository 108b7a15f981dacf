import type { Page } from "playwright-core";

/** What takes longer has gone wrong. */
const longestMs = 30_000;

/**
 * When a text is shown in the page, in milliseconds since the epoch: the frame after the change of the document that
 * brought it. It is seen from within the page, so that no polling of ours adds to it. Throws when it does not come.
 */
export const shownAt = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve, reject) => {
    const text = ${JSON.stringify(text)};
    const late = setTimeout(() => {
      observer.disconnect();
      reject(new Error("Not shown within ${longestMs / 1_000} s: " + text + ". The page says: " + document.body.innerText));
    }, ${longestMs});
    const look = () => {
      if (!document.body.innerText.includes(text)) return;
      observer.disconnect();
      clearTimeout(late);
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    look();
  })`);

/** When the next tap reaches the page, in milliseconds since the epoch. */
export const tappedAt = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) =>
    addEventListener("click", () => resolve(performance.timeOrigin + performance.now()), { capture: true, once: true })
  )`);
