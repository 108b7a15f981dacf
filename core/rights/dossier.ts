import type { HolderId } from "../ids.ts";
import type { Page } from "../page.ts";

/** A part of what is stored under a person: where it lies. */
export const dossierParts = [
  /** Name, keys, accounts, and what was agreed to when they were linked. */
  "holder",
  "consents",
  /** Which keys came and went. */
  "history",
  "enrolments",
  /** All that belongs to the person's use of the app. */
  "people",
  /** What the owner has made of the wallet. */
  "controls",
  /** What the owner has asked for and signed. */
  "requests",
  "top_ups",
  "payouts",
] as const;

/** The last two are parts of `people`, each by itself. */
export type DossierPart = (typeof dossierParts)[number] | "app_consents" | "sign_ins";

/** As it is stored, without secrets: bytes are base64url. `kind` names what it is. */
export type DossierRecord = { readonly kind: string; readonly data: Readonly<Record<string, unknown>> };

/** Everything that is stored under a person, whatever it is: what is new in a table needs no word here. */
export type Dossier = {
  read(part: DossierPart, holder: HolderId, cursor: string | undefined): Promise<Page<DossierRecord>>;
};
