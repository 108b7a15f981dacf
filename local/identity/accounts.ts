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
};

const joinedAccounts = z.array(z.object({ subject: z.string(), handle: z.string() }));

/** The seeded people, and who has signed up: those are kept in `file`, if there is one. */
export const createAccounts = (people: readonly SeededPerson[], file?: string): Accounts => {
  const seeded = people.flatMap(({ subject, handle, name }) =>
    subject === undefined ? [] : [{ subject, handle, name }],
  );
  let joined: readonly Account[] =
    file !== undefined && existsSync(file) ? joinedAccounts.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const all = (): readonly Account[] => [...seeded, ...joined];
  const byHandle = (handle: string) => all().find((account) => account.handle === handle);
  return {
    all,
    bySubject: (subject) => all().find((account) => account.subject === subject),
    byHandle,
    byHost: (host) => {
      const label = /^([^.:]+)\.localhost(?::\d+)?$/.exec(host)?.[1];
      return label === undefined ? undefined : seeded.find(({ handle }) => handle === label);
    },
    join: (email) => {
      const handle = email.trim().toLowerCase();
      const known = byHandle(handle);
      if (known !== undefined) return known;
      const account = { subject: randomUUID(), handle };
      joined = [...joined, account];
      if (file !== undefined) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(joined), { mode: 0o600 });
      }
      return account;
    },
  };
};
