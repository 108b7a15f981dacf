import { tabStorage } from "../storage/page-storage.ts";

const name = "piaf.opened-link";

/** A link that somebody opened who is not signed in: he goes there once he is, and, if he is new, once his phone is set up. */
export const rememberOpened = (hash: string): void => {
  if (hash.startsWith("#/") && hash !== "#/") tabStorage.write(name, hash);
};

export const openedLink = (): string | undefined => tabStorage.read(name);

export const forgetOpened = (): void => tabStorage.forget(name);
