import { readFileSync } from "node:fs";
import { memoryPages, validateXML } from "xmllint-wasm";

const folder = new URL("../fixtures/iso20022/", import.meta.url);

/** What the official schema finds wrong with a message, one sentence each; it is looked up by the message's own namespace. */
export const schemaFaults = async (xml: string): Promise<readonly string[]> => {
  const message = /xmlns="urn:iso:std:iso:20022:tech:xsd:([^"]+)"/.exec(xml)?.[1];
  if (message === undefined) return ["The document has no namespace of ISO 20022."];
  const { errors } = await validateXML({
    xml: [{ fileName: "message.xml", contents: xml }],
    schema: [{ fileName: `${message}.xsd`, contents: readFileSync(new URL(`${message}.xsd`, folder), "utf8") }],
    maxMemoryPages: 64 * memoryPages.MiB,
  });
  return errors.map((error) => error.message);
};
