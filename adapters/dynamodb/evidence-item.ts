import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import type { KeptChange, KeptConsent } from "../../core/consent/evidence-store.ts";
import type { Evidence } from "../../core/consent/evidence.ts";
import type { KeyStatement } from "../../core/consent/key-statement.ts";
import { decodeBase64Url, toBase64Url } from "../../core/encoding.ts";
import { integerOf, type Item, number, text, textOf } from "./attributes.ts";

/** Bytes are a third shorter than their text: a payment's proof fits into 1 KB. What would not come back the same stays text. */
const binary = (base64Url: string): AttributeValue => {
  const bytes = decodeBase64Url(base64Url);
  return bytes !== undefined && toBase64Url(bytes) === base64Url ? { B: bytes } : text(base64Url);
};

const base64UrlOf = (item: Item, name: string): string => {
  const bytes = item[name]?.B;
  return bytes === undefined ? textOf(item, name) : toBase64Url(bytes);
};

/** What was signed and by what: the terms to the letter (RFC 8785), so that they can be verified again as they are. */
export const signedAttributes = ({ terms, evidence }: Pick<KeptConsent | KeptChange, "terms" | "evidence">): Item => ({
  terms: text(canonicalJson(terms)),
  kind: text(evidence.kind),
  keyId: text(evidence.key_id),
  signature: binary(evidence.signature),
  ...(evidence.kind === "passkey"
    ? { clientData: binary(evidence.client_data), authenticator: binary(evidence.authenticator_data) }
    : { pinMac: binary(evidence.pin_proof.mac), pinExpires: number(evidence.pin_proof.expires) }),
});

/** A change has the name of its request where a payment has that of its intent. */
const placeOf = (consent: KeptConsent | KeptChange): Item =>
  "request" in consent
    ? { intent: text(consent.request), version: number(1) }
    : { intent: text(consent.terms.intent), version: number(consent.terms.version) };

export const evidenceItem = (consent: KeptConsent | KeptChange): Item => ({
  ...placeOf(consent),
  ...signedAttributes(consent),
  publicKey: binary(consent.key.public_key),
  ...(consent.key.relying_party === undefined ? {} : { relyingParty: text(consent.key.relying_party) }),
  enrolledAt: text(consent.key.enrolled_at),
  enrolment: binary(consent.key.enrolment),
  keptAt: text(consent.keptAt),
});

export const keptOf = (item: Item): Omit<KeptConsent, "terms"> & Pick<KeptConsent | KeptChange, "terms"> => ({
  terms: JSON.parse(textOf(item, "terms")) as (KeptConsent | KeptChange)["terms"],
  evidence: evidenceOf(item),
  key: keyOf(item),
  keptAt: textOf(item, "keptAt"),
});

const evidenceOf = (item: Item): Evidence => {
  const common = { key_id: textOf(item, "keyId"), signature: base64UrlOf(item, "signature") };
  if (textOf(item, "kind") === "passkey") {
    return {
      kind: "passkey",
      ...common,
      client_data: base64UrlOf(item, "clientData"),
      authenticator_data: base64UrlOf(item, "authenticator"),
    };
  }
  const proof = { mac: base64UrlOf(item, "pinMac"), expires: Number(integerOf(item, "pinExpires")) };
  return { kind: "device", ...common, pin_proof: proof };
};

/** The evidence names the key, and is of its kind. */
const keyOf = (item: Item): KeyStatement => ({
  id: textOf(item, "keyId"),
  kind: textOf(item, "kind") as KeyStatement["kind"],
  public_key: base64UrlOf(item, "publicKey"),
  ...(item["relyingParty"]?.S === undefined ? {} : { relying_party: item["relyingParty"].S }),
  enrolled_at: textOf(item, "enrolledAt"),
  enrolment: base64UrlOf(item, "enrolment"),
});
