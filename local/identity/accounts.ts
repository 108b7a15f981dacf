import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import type { SeededPerson } from "../seed/people.ts";

/** Somebody who can sign in: at the provider the account is known by its subject. */
export type Account = {
  readonly subject: string;
  /** Of who has signed up here, the e-mail address. */
  readonly handle: string;
  /** Absent for who has signed up here: the app asks for it. */
  readonly name?: string | undefined;
};

/** Looks people up in each way that the provider needs. Who has no subject is on X only and is left out. */
export type Accounts = {
  readonly all: () => readonly Account[];
  bySubject(subject: string): Account | undefined;
  byHandle(handle: string): Account | undefined;
  /** `alice.localhost:4400` is alice's own phone; plain `localhost` is nobody's. */
  byHost(host: string): Account | undefined;
  /** The account of an e-mail address that has proved itself, new or known. */
  join(email: string): Account;
  /** From now on nobody signs in by it; whether somebody could. */
  remove(subject: string): boolean;
};

/** Who has signed up, and who has been removed, seeded or not. */
const keptAccounts = z.array(z.object({ subject: z.string(), handle: z.string(), removed: z.boolean().optional() }));

/** The seeded people, and who has signed up, less who was removed: what has changed is kept in `file`, if there is one. */
export const createAccounts = (people: readonly SeededPerson[], file?: string): Accounts => {
  const seeded = people.flatMap(({ subject, handle, name }) =>
    subject === undefined ? [] : [{ subject, handle, name }],
  );
  let kept = file !== undefined && existsSync(file) ? keptAccounts.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const keep = (next: typeof kept): void => {
    kept = next;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  };
  const all = (): readonly Account[] => {
    const removed = new Set(kept.filter((one) => one.removed === true).map(({ subject }) => subject));
    const joined = kept.map(({ subject, handle }) => ({ subject, handle }));
    const known = new Map([...joined, ...seeded].map((account) => [account.subject, account]));
    return [...known.values()].filter(({ subject }) => !removed.has(subject));
  };
  const bySubject = (subject: string) => all().find((account) => account.subject === subject);
  const byHandle = (handle: string) => all().find((account) => account.handle === handle);
  return {
    all,
    bySubject,
    byHandle,
    byHost: (host) => {
      const label = /^([^.:]+)\.localhost(?::\d+)?$/.exec(host)?.[1];
      const own = seeded.find(({ handle }) => handle === label);
      return own && bySubject(own.subject);
    },
    join: (email) => {
      const handle = email.trim().toLowerCase();
      const known = byHandle(handle);
      if (known !== undefined) return known;
      const account = { subject: randomUUID(), handle };
      keep([...kept, account]);
      return account;
    },
    remove: (subject) => {
      const known = bySubject(subject);
      if (known === undefined) return false;
      // Nothing of the address stays, only that this subject is nobody's.
      keep([...kept.filter((one) => one.subject !== subject), { subject, handle: "", removed: true }]);
      return true;
    },
  };
};
