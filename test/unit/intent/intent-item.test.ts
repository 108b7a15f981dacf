import { expect, it } from "vitest";
import { fromIntentItem, toIntentItem } from "../../../adapters/dynamodb/intent-item.ts";
import { markCommand, parseCommand } from "../../../core/command/parse-command.ts";
import type { Holder } from "../../../core/holder/holder.ts";
import { type HolderId, intentIdOf } from "../../../core/ids.ts";
import { proposeIntent } from "../../../core/intent/propose-intent.ts";
import { itemSize } from "../../../local/simulation/dynamodb/item-size.ts";
import { noon } from "../../support/intents.ts";
import { context, postBy } from "../../support/posts.ts";

const holder = (handle: string, name: string): Holder => ({
  id: `hol_${handle.padEnd(26, "x")}` as HolderId,
  name,
  keys: [],
  links: [{ channel: "x", userId: postBy(handle, "").author.id, handle, linkedAt: "" }],
});

const proposed = async (text: string) => {
  const post = postBy("alice", text);
  const reading = parseCommand(post, context);
  if (reading.kind === "ignored") throw new Error(reading.reason);
  const people = [holder("alice", "Alice Liddell"), holder("bob", "Bob Martin")];
  return proposeIntent({
    id: await intentIdOf({ channel: "x", rootPostId: post.rootId, payerUserId: post.author.id }),
    post,
    reading,
    marks: markCommand(post, context),
    holders: new Map(people.map((one) => [one.links[0]!.userId, one])),
    clock: () => noon,
  });
};

it("a proposal is written in one kilobyte, with what was understood of its post", async () => {
  const intent = await proposed(
    "@piaf #envoyer 12,99€ @bob pour le ciné et le pop-corn 🍿 de samedi dernier, merci encore !",
  );
  expect(intent).toMatchObject({ lines: [{ check: "close", askedAs: "Bob" }], source: { marks: [{}, {}, {}, {}] } });
  expect(itemSize(toIntentItem(intent))).toBeLessThan(1_024);
});

it("comes back as it was, marks and checks included", async () => {
  const intent = await proposed("@piaf pay 5€ to @bob for lunch");
  expect(fromIntentItem(toIntentItem(intent))).toEqual(intent);
  const { marks: _none, ...source } = intent.source;
  const unmarked = { ...intent, source };
  expect(fromIntentItem(toIntentItem(unmarked))).toEqual(unmarked);
  const marks = [{ start: 0, end: 25_000, part: "note" as const }];
  expect(fromIntentItem(toIntentItem({ ...intent, source: { ...source, marks } })).source.marks).toEqual(marks);
  expect(fromIntentItem(toIntentItem({ ...intent, source: { ...source, marks: [] } })).source.marks).toEqual([]);
});
