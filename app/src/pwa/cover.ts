/** What is one's own is covered while the app is not before its owner's eyes: app switchers keep a picture of the page. */
export const coverWhileAway = (): void => {
  const { dataset } = document.documentElement;
  const cover = (away: boolean): void => {
    if (away) dataset["away"] = "";
    else delete dataset["away"];
  };
  document.addEventListener("visibilitychange", () => cover(document.hidden));
  addEventListener("pagehide", () => cover(true));
  addEventListener("pageshow", () => cover(document.hidden));
};
