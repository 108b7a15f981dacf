import type { ContactView } from "../../../contracts/http/people.ts";
import type { ApiResult } from "../api/http.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import type { Vault } from "../storage/vault.ts";
import type { DraftPayee } from "./drafts.ts";
import { createStore, type Store } from "../store.ts";

/** Whom the person has paid or saved. */
export type Contacts = {
  /** As last read, who was paid last first; `undefined` until then. */
  readonly store: Store<{ readonly contacts: readonly ContactView[] | undefined }>;
  /** Whether the server told them. Else what was kept of them is shown. */
  refresh(): Promise<boolean>;
  save(contact: Contact, trusted: boolean): Promise<boolean>;
  forget(contact: Contact): Promise<boolean>;
};

type Contact = Pick<ContactView, "channel" | "user_id" | "handle" | "name" | "picture">;
type Kept = { readonly subject: string; readonly contacts: readonly ContactView[] };

const name = "contacts";

export const createContacts = (parts: {
  readonly api: Pick<PiafApi, "contacts" | "saveContact" | "forgetContact">;
  readonly vault: Pick<Vault, "read" | "write">;
  readonly subject: string;
}): Contacts => {
  const { api, vault, subject } = parts;
  const store = createStore<{ contacts: readonly ContactView[] | undefined }>({ contacts: undefined });
  const set = (contacts: readonly ContactView[]): void => {
    store.set({ contacts });
    void vault.write(name, { subject, contacts } satisfies Kept);
  };
  void vault.read<Kept>(name).then((kept) => {
    // An answer that came meanwhile is newer.
    if (kept?.subject === subject && store.get().contacts === undefined) store.set({ contacts: kept.contacts });
  });
  const refresh = async (): Promise<boolean> => {
    const answer = await api.contacts();
    if (answer.ok) set(answer.value.data);
    return answer.ok;
  };
  const changed = async (answer: ApiResult<unknown>): Promise<boolean> => answer.ok && refresh();
  return {
    store,
    refresh,
    save: async ({ channel, user_id, handle, name: shown, picture }, trusted) => {
      const change = { handle, name: shown, trusted, ...(picture === undefined ? {} : { picture }) };
      return changed(await api.saveContact({ channel, user_id }, change));
    },
    forget: async (contact) => changed(await api.forgetContact(contact)),
  };
};

/** One account, as an address within the app names it. */
export const contactIdOf = ({ channel, user_id }: Pick<ContactView, "channel" | "user_id">): string =>
  `${channel}:${user_id}`;

/** A contact as somebody to be paid. */
export const payeeOf = ({ channel, user_id, handle, name: shown }: ContactView): DraftPayee => ({
  channel,
  handle,
  found: { channel, user_id, handle, name: shown },
});

/** Whose name or handle begins a word with what is looked for, whatever the case and the accents. */
export const contactsMatching = (contacts: readonly ContactView[], wanted: string): readonly ContactView[] => {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  return contacts.filter(({ name: shown, handle }) => {
    const all = ` ${plain(shown)} ${plain(handle)}`;
    return words.every((word) => all.includes(` ${word}`));
  });
};

const plain = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[@＠]/gu, "");
