import type { Page } from "playwright-core";

/**
 * When a text is shown in the page, in milliseconds since the epoch: the frame after the change of the document that
 * brought it. It is seen from within the page, so that no polling of ours adds to it.
 */
export const shownAt = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      if (!document.body.innerText.includes(${JSON.stringify(text)})) return;
      observer.disconnect();
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
