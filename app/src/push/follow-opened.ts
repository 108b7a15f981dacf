/** Goes where a touched notification leads, for as long as the page lives. Some browsers have no workers. */
export const followOpened = (
  worker: Pick<ServiceWorkerContainer, "addEventListener"> | undefined,
  go: (place: string) => void,
): void =>
  worker?.addEventListener("message", ({ data }: MessageEvent) => {
    const { type, place } = (data ?? {}) as { readonly type?: unknown; readonly place?: unknown };
    if (type === "open" && typeof place === "string" && place.startsWith("#/")) go(place);
  });
