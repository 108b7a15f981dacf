import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { validationError } from "../errors.ts";
import { type Path, stepInto } from "./path.ts";

/** Where the last step of a path leads from: the container must be there already. */
const containerOf = (item: Item, path: Path): AttributeValue => {
  const container = path.slice(0, -1).reduce<AttributeValue | undefined>(stepInto, { M: item });
  const last = path.at(-1);
  const fits = typeof last === "number" ? container?.L !== undefined : container?.M !== undefined;
  if (!fits || container === undefined) {
    throw validationError("The document path provided in the update expression is invalid for update");
  }
  return container;
};

/** Puts a value into an item (in place). Beyond the end of a list it becomes the last element. */
export const writeAt = (item: Item, path: Path, value: AttributeValue): void => {
  const { M, L } = containerOf(item, path);
  const last = path.at(-1);
  if (typeof last === "number") L?.splice(Math.min(last, L.length), 1, value);
  else if (M !== undefined && last !== undefined) M[last] = value;
};

/** Takes out of an item (in place) what a path leads to, if it is there. */
export const removeAt = (item: Item, path: Path): void => {
  const { M, L } = containerOf(item, path);
  const last = path.at(-1);
  if (typeof last === "number") L?.splice(last, 1);
  else if (last !== undefined) Reflect.deleteProperty(M ?? {}, last);
};
