import { skeletonOf } from "../contact/look-alike.ts";
import { fail, ok, type Result } from "../result.ts";

/** As many code points as fit on a line of a phone, and well below what terms can hold. */
export const longestShownName = 50;

export type NameFault = "empty" | "too_long" | "unreadable" | "of_piaf";

/** What cannot be seen, turns the line around, or breaks it. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

/** More marks than any script puts on one letter. */
const heaped = /\p{M}{4}/u;

const ours = skeletonOf("piaf");

/** Who writes in Piaf's name to ask for something. */
const offices: ReadonlySet<string> = new Set(
  ["support", "help", "helpdesk", "admin", "administrator", "security", "service", "team", "official", "bank"].map(
    skeletonOf,
  ),
);

/**
 * The name that others see, from what somebody typed: composed (NFC), single spaces, nothing invisible, at least one
 * letter, and none that passes for Piaf itself, in whatever letters. Edith Piaf may keep hers.
 */
export const readShownName = (typed: string): Result<string, NameFault> => {
  const name = typed
    .toWellFormed()
    .normalize("NFC")
    .trim()
    .replaceAll(/\p{Zs}+/gu, " ");
  if (name === "") return fail("empty");
  if ([...name].length > longestShownName) return fail("too_long");
  if (unseen.test(name) || heaped.test(name) || !/\p{L}/u.test(name)) return fail("unreadable");
  return isOfPiaf(name) ? fail("of_piaf") : ok(name);
};

const isOfPiaf = (name: string): boolean => {
  const words = name
    .split(/[^\p{L}\p{M}\p{N}|]+/u)
    .map(skeletonOf)
    .filter((word) => word !== "");
  const whole = words.join("");
  if (whole === ours || offices.has(whole) || words[0] === ours) return true;
  return words.includes(ours) && words.some((word) => offices.has(word));
};
