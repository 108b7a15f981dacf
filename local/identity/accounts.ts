import type { SeededPerson } from "../seed/people.ts";

/** Somebody who can sign in: at the provider the account is known by its subject. */
export type Account = { readonly subject: string; readonly handle: string; readonly name: string };

/** Looks the seeded people up in each way that the provider needs. Who has no subject is on X only and is left out. */
export type Accounts = {
  readonly all: readonly Account[];
  bySubject(subject: string): Account | undefined;
  byHandle(handle: string): Account | undefined;
  /** `alice.localhost:4400` is alice's own phone; plain `localhost` is nobody's. */
  byHost(host: string): Account | undefined;
};

export const createAccounts = (people: readonly SeededPerson[]): Accounts => {
  const all = people.flatMap(({ subject, handle, name }) => (subject === undefined ? [] : [{ subject, handle, name }]));
  const byHandle = (handle: string) => all.find((account) => account.handle === handle);
  return {
    all,
    bySubject: (subject) => all.find((account) => account.subject === subject),
    byHandle,
    byHost: (host) => {
      const label = /^([^.:]+)\.localhost(?::\d+)?$/.exec(host)?.[1];
      return label === undefined ? undefined : byHandle(label);
    },
  };
};
