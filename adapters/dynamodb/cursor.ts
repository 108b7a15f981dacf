import { fromBase64Url, toBase64Url, utf8 } from "../../core/encoding.ts";

/** An opaque cursor that holds the named string attributes of the item that a page ended with. */
export const toCursor = (item: Readonly<Record<string, unknown>>, names: readonly string[]): string =>
  toBase64Url(utf8(JSON.stringify(names.map((name) => item[name]))));

/** The named attributes, or undefined for what is no cursor of ours: then the list starts anew. */
export const fromCursor = (cursor: string, names: readonly string[]): Record<string, string> | undefined => {
  try {
    const values: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(cursor)));
    if (!Array.isArray(values) || values.length !== names.length) return undefined;
    if (!values.every((value) => typeof value === "string")) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, values[index] as string]));
  } catch {
    return undefined;
  }
};
