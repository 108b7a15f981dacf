import { expect, test } from "vitest";
import { partsOf } from "../../../local/stage/src/post-parts.ts";

const marked = (text: string) =>
  partsOf(text).flatMap(({ kind, text: part }) => (kind === "plain" ? [] : [`${kind} ${part}`]));

test.each([
  ["@piaf #envoyer 12,99€ @bob pour le ciné", ["mention @piaf", "hashtag #envoyer", "amount 12,99€", "mention @bob"]],
  ["pay @bob $5 for lunch", ["mention @bob", "amount $5"]],
  ["20 euros à @carol, 12€50 à @bob", ["amount 20 euros", "mention @carol", "amount 12€50", "mention @bob"]],
  ["rien du tout", []],
])("%s", (text, expected) => {
  expect(marked(text)).toEqual(expected);
});

test("nothing of the text is lost", () => {
  const text = "«@piaf» #été 5€, et <b>voilà</b> 🐦";
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
