import { expect, test } from "vitest";
import { readText } from "../../../adapters/channels/x/post-text.ts";

const mention = (handle: string, start: number, more: { end?: number; userId?: string | undefined } = {}) => ({
  handle,
  userId: "7",
  name: undefined,
  start,
  end: start + handle.length + 1,
  ...more,
});

const read = (text: string, mentions: Parameters<typeof readText>[0]["mentions"] = [], range?: [number, number]) =>
  readText({ text, mentions, range });

const slices = ({ text, mentions }: ReturnType<typeof readText>): readonly string[] =>
  mentions.map(({ start, end }) => [...text].slice(start, end).join(""));

test("entities are decoded once", () => {
  expect(read("a &lt;b&gt; &amp;amp; c").text).toBe("a <b> &amp; c");
});

test("indices count code points of the escaped text and point into the decoded one", () => {
  const text = "👋 &lt;tea&gt; &amp; cake @bob &amp; ＠Carol";
  const points = [...text];
  const at = (sign: string): number => points.indexOf(sign);
  const result = read(text, [mention("bob", at("@")), mention("carol", at("＠"))]);
  expect(result.text).toBe("👋 <tea> & cake @bob & ＠Carol");
  expect(slices(result)).toEqual(["@bob", "＠Carol"]);
});

test("indices that do not hold the handle give way to the place that does", () => {
  // As if they counted UTF-16 units.
  const result = read("👋👋 pay @bob and @bobby and @bob", [mention("bob", 9), mention("bob", 9)]);
  expect(slices(result)).toEqual(["@bob", "@bob"]);
  expect(result.mentions.map((one) => one.start)).toEqual([7, 27]);
});

test("a mention that the text does not show has no width, and is kept", () => {
  expect(read("pay the baker", [mention("bob", 90)]).mentions).toEqual([{ ...mention("bob", 13), end: 13 }]);
});

test("a handle inside of a longer one is not taken for it", () => {
  expect(read("pay @bobby", [mention("bob", 4)]).mentions[0]).toMatchObject({ start: 4, end: 4 });
});

test("an unresolved mention stays without an id", () => {
  expect(read("pay @bob", [mention("bob", 4, { userId: undefined })]).mentions[0]?.userId).toBeUndefined();
});

test("the written part starts after the automatic mentions, wherever decoding moves it", () => {
  expect(read("&amp;@bob hi", [], [6, 12]).writtenFrom).toBe(2);
});

test("a range beyond the text says that the text was cut; one in UTF-16 units does not", () => {
  expect(read("👋 pay", [], [0, 6]).cut).toBe(false);
  expect(read("👋 pay", [], [0, 7]).cut).toBe(true);
});

test("an endless text is cut to what the message holds, with its mentions", () => {
  const result = read(`${"é".repeat(20_000)}@bob`, [mention("bob", 20_000)]);
  expect(result).toMatchObject({ cut: true, mentions: [] });
  expect([...result.text]).toHaveLength(10_000);
});
