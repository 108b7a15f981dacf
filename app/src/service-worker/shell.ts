/** A file of the app; `revision` is null where its name carries a hash. */
export type ShellFile = { readonly url: string; readonly revision: string | null };

/** The files of one version of the app, kept on the phone, so that it opens without a network. */
export type Shell = {
  /** All of them or none: half an app is worse than none. */
  install(): Promise<void>;
  /** Forgets the versions before the last one: a page that still runs may load a part of that. */
  tidy(): Promise<void>;
  /** `undefined`: not a file of the app. The API is never answered from here. */
  answer(request: Pick<Request, "method" | "mode" | "url">): Promise<Response> | undefined;
};

const prefix = "piaf-shell-";
const page = "index.html";

export const createShell = (parts: {
  readonly files: readonly ShellFile[];
  /** Where the app is, as an address that ends with a slash. */
  readonly scope: string;
  readonly caches: CacheStorage;
  readonly fetch: (request: string) => Promise<Response>;
}): Shell => {
  const { files, scope, caches } = parts;
  const addressOf = (path: string): string => new URL(path, scope).href;
  const pageAddress = addressOf(page);
  // Every change of the app changes its page, which names the files.
  const version = files.find(({ url }) => addressOf(url) === pageAddress)?.revision ?? "";
  const own = new Set(files.map(({ url }) => addressOf(url)));
  const assets = addressOf("assets/");

  const fromCache = async (address: string): Promise<Response> => {
    const cache = await caches.open(prefix + version);
    // A part of the version before, for a page that runs still.
    const kept = (await cache.match(address)) ?? (await caches.match(address));
    return kept ?? parts.fetch(address);
  };
  return {
    install: async () => {
      const cache = await caches.open(prefix + version);
      await cache.addAll(
        files.map(
          ({ url, revision }) => new Request(addressOf(url), { cache: revision === null ? "default" : "no-cache" }),
        ),
      );
    },
    tidy: async () => {
      const shells = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version);
      // In the order in which they were made.
      await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
    },
    answer: ({ method, mode, url }) => {
      const address = url.split(/[?#]/)[0] ?? "";
      if (method !== "GET" || !address.startsWith(scope)) return undefined;
      if (mode === "navigate") return isPlace(address) ? fromCache(pageAddress) : undefined;
      return own.has(address) || address.startsWith(assets) ? fromCache(address) : undefined;
    },
  };
};

/** A path that names no file is a place within the app, as `lib/constructs/app-paths.js` says to CloudFront. */
const isPlace = (address: string): boolean =>
  !(address.split("/").at(-1) ?? "").includes(".") || address.endsWith(`/${page}`);
