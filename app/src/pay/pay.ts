import type { Clock } from "../../../core/clock.ts";
import type { IntentView } from "../../../contracts/http/intents.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import type { Turn } from "../identity/access.ts";
import type { Vault } from "../storage/vault.ts";
import { type Contacts, createContacts } from "./contacts.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createLookups, type Lookups } from "./lookups.ts";
import { createSending, type Sending } from "./send-draft.ts";

/** All that paying somebody in the app takes, up to the proposal that waits for approval. */
export type Pay = {
  readonly drafts: Drafts;
  readonly contacts: Contacts;
  readonly lookups: Lookups;
  readonly send: Sending["send"];
};

export const createPay = (parts: {
  readonly api: PiafApi;
  readonly vault: Vault;
  readonly subject: string;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly inTurn: Turn;
  /** A proposal is there, and waits for approval. */
  readonly onAsked: (intent: IntentView) => void;
}): Pay => {
  const drafts = createDrafts(parts);
  return {
    drafts,
    contacts: createContacts(parts),
    lookups: createLookups({ drafts, api: parts.api }),
    send: createSending({ drafts, api: parts.api, onAsked: parts.onAsked }).send,
  };
};
