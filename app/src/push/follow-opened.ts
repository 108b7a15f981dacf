/** Goes where a touched notification leads. Returns the end of it. */
export const followOpened = (
  worker: Pick<ServiceWorkerContainer, "addEventListener" | "removeEventListener"> | undefined,
  go: (place: string) => void,
): (() => void) => {
  const listen = ({ data }: MessageEvent): void => {
    const { type, place } = (data ?? {}) as { readonly type?: unknown; readonly place?: unknown };
    if (type === "open" && typeof place === "string" && place.startsWith("#/")) go(place);
  };
  worker?.addEventListener("message", listen);
  return () => worker?.removeEventListener("message", listen);
};
