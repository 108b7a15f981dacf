import { expect, test } from "vitest";
import { hashtagsIn, mentionsIn } from "../../../local/sim-x/entities.ts";

const spans = (text: string) => mentionsIn(text).map(({ text: handle, start, end }) => [handle, start, end]);

test.each([
  ["20€@bob", [["bob", 3, 7]]],
  ["20@bob", []],
  ["20$@bob", []],
  ["@bobé", []],
  ["＠bob", [["bob", 0, 4]]],
  ["@boв", [["bo", 0, 3]]],
  [
    "👋 @bob, @carol!",
    [
      ["bob", 2, 6],
      ["carol", 8, 14],
    ],
  ],
  ["@@bob mail@bob.example", []],
  ["@bob://x", []],
  [
    "RT @alice: @piaf",
    [
      ["alice", 3, 9],
      ["piaf", 11, 16],
    ],
  ],
])("mentions in %j", (text, expected) => {
  expect(spans(text)).toEqual(expected);
});

test.each([
  ["#envoyer20€ @bob", ["envoyer20"]],
  ["#10", []],
  ["a#b #été", ["été"]],
])("hashtags in %j", (text, expected) => {
  expect(hashtagsIn(text).map((hashtag) => hashtag.text)).toEqual(expected);
});
