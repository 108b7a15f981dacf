import type { VNode } from "preact";

const tints = 6;

/** The first letter of a name on one of a few quiet tints: no picture is fetched, so that no network learns who is paid. */
export const Avatar = ({ name, large = false }: { readonly name: string; readonly large?: boolean }): VNode => {
  const letter = [...name.trim()][0]?.toUpperCase() ?? "?";
  let sum = 0;
  for (const character of name) sum += character.codePointAt(0) ?? 0;
  return (
    <span class={`avatar tint-${sum % tints} ${large ? "avatar-large" : ""}`} aria-hidden="true">
      {letter}
    </span>
  );
};
