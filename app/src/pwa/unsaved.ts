const guards = new Set<() => boolean>();

/** Asked before the page is loaded anew: whether something would be lost. Returns the end of it. */
export const guardReload = (wouldLose: () => boolean): (() => void) => {
  guards.add(wouldLose);
  return () => void guards.delete(wouldLose);
};

/** Something is under way, has been typed, or is open above the page. */
export const reloadWouldLose = (): boolean => {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  const filled = [...fields].some((field) => field.value !== field.defaultValue);
  return filled || document.querySelector("dialog[open]") !== null || [...guards].some((guard) => guard());
};
