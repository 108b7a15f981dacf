import type { Brand } from "../brand.ts";
import { sha256, toBase32, utf8 } from "../encoding.ts";
import type { HolderId } from "../ids.ts";
import { mod97 } from "./iban.ts";

/** A creditor reference by ISO 11649: "RF", two check digits, up to 21 letters and digits. Every bank's form has a field for it. */
export type CreditorReference = Brand<"CreditorReference">;

/** Of the reference proper: 60 bits, twelve characters to type. */
const bodyLength = 12;

const withCheckDigits = (body: string): CreditorReference => {
  const digits = 98 - mod97(`RF00${body}`);
  return `RF${String(digits).padStart(2, "0")}${body}` as CreditorReference;
};

/** What somebody writes on a transfer into the own wallet. `attempt`: the next one, where somebody else has that already. */
export const creditorReferenceOf = async (holder: HolderId, attempt = 0): Promise<CreditorReference> => {
  const hash = await sha256(utf8(JSON.stringify(["creditor_reference", holder, attempt])));
  return withCheckDigits(toBase32(hash, bodyLength).toUpperCase());
};

/**
 * The references that a text may hold, checked: people write other words beside, spaces into it, small letters. Of our own
 * length alone, so that no number of somebody else's is taken for one.
 */
export const referencesIn = (text: string): readonly CreditorReference[] => {
  const bare = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  const found = [...bare.matchAll(/(?=(RF\d{2}[A-Z0-9]{12}))/g)].map(([, reference]) => reference ?? "");
  return [...new Set(found)].filter((reference) => mod97(reference) === 1) as CreditorReference[];
};
