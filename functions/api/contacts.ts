import { contactChange, type ContactList, type ContactView } from "../../contracts/http/people.ts";
import { type Contact, maximumContacts } from "../../core/contact/contact.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { accountIn, accountNotNamed } from "./account-param.ts";
import type { ApiDeps } from "./api-deps.ts";
import { partyView } from "./intent-view.ts";

/** Whom the caller has paid or saved: who was paid last comes first, then by name. */
export const listContacts = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const contacts = await deps.contacts.list(request.caller.holder);
  const body: ContactList = { data: contacts.toSorted(lastPaidFirst).map(contactView) };
  return { status: 200, body };
};

/** Saves somebody, or whether he is trusted. Trust spares the warning of a first payment, and nothing else. */
export const saveContact = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(contactChange, request.body);
  if (!body.ok) return body.fault;
  const { holder } = request.caller;
  const account = accountIn(request);
  if (account === undefined) return accountNotNamed();
  const isKnown = (await deps.contacts.get(holder, account)) !== undefined;
  if (!isKnown && (await deps.contacts.list(holder)).length >= maximumContacts) {
    return problem("too_many_contacts", `Delete a contact first: ${maximumContacts} are as many as there may be.`);
  }
  return { status: 200, body: contactView(await deps.contacts.save(holder, { ...account, ...body.value })) };
};

/** Nothing is known of him any more: the next payment to him is a first one again. */
export const forgetContact = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const account = accountIn(request);
  const outcome = account && (await deps.contacts.forget(request.caller.holder, account));
  return outcome === "forgotten"
    ? { status: 204 }
    : problem("not_found", "There is no such contact of yours: GET /v1/me/contacts lists them.");
};

const lastPaidFirst = (one: Contact, other: Contact): number =>
  (other.lastAt ?? "").localeCompare(one.lastAt ?? "") || one.name.localeCompare(other.name);

const contactView = (contact: Contact): ContactView => ({
  ...partyView(contact),
  saved: contact.saved,
  trusted: contact.trusted,
  times: contact.times,
  ...(contact.largest === undefined ? {} : { largest: Number(contact.largest) }),
  ...(contact.lastAt === undefined ? {} : { last_at: contact.lastAt }),
});
