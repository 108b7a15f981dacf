import type { Brand } from "../brand.ts";

/** Well-formed XML. A text becomes it by `text` alone, so that nothing that somebody wrote is taken for a tag. */
export type Xml = Brand<"Xml">;

export type XmlContent = Xml | undefined;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 cannot hold, even escaped: controls, halves of pairs, the last two of the plane. */
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (content: string): string =>
  content
    .toWellFormed()
    .replaceAll(impossible, "\ufffd")
    .replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);

export const text = (content: string): Xml => escaped(content) as Xml;

/** An element; none where it would be empty, since ISO 20022 knows no empty ones. */
export const element = (name: string, ...content: readonly XmlContent[]): XmlContent =>
  withAttributes(name, {}, ...content);

export const withAttributes = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly XmlContent[]
): XmlContent => {
  const inner = content.join("");
  if (inner === "") return undefined;
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join("")}>${inner}</${name}>` as Xml;
};

/** Several elements, one after the other. */
export const all = (...content: readonly XmlContent[]): Xml => content.join("") as Xml;

/** A whole ISO 20022 message, such as "pain.001.001.09". */
export const isoDocument = (message: string, content: XmlContent): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  (withAttributes("Document", { xmlns: `urn:iso:std:iso:20022:tech:xsd:${message}` }, content) ?? "");
