import { GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { type Device, enrolDevice } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import { type WholePiaf, startWholePiaf } from "../../support/whole-piaf.ts";

let piaf: WholePiaf;
let alice: Device;

beforeAll(async () => {
  piaf = await startWholePiaf();
  alice = await enrolDevice(piaf, "alice");
}, 90_000);
afterAll(() => piaf.stop());

const faults = (next: Record<string, number>) =>
  piaf.call({ method: "PUT", path: "/sim/x/settings", body: { faults: next } });
afterEach(() => faults({}));

const balance = async () => (await alice.me()).wallet!.available;
const findMissed = () => piaf.invoke("clockwork", { task: "find_missed" });

const proposalOf = (text: string): Promise<IntentView> =>
  until(`a proposal of "${text}"`, async () => (await alice.open()).find((intent) => intent.source.text === text));

const settled = (id: string) =>
  until("the payment to settle", async () => (await alice.intent(id)).state === "settled");

type SimPost = { readonly id: string; readonly written: string; readonly in_reply_to?: string };

const repliesTo = async (postId: string): Promise<readonly SimPost[]> => {
  const { posts } = (await piaf.call({ path: "/sim/x/posts" })).body as unknown as { posts: readonly SimPost[] };
  return posts.filter((post) => post.in_reply_to === postId);
};

/** Every intent of a post, whoever its payer. */
const intentsOf = async (rootId: string) => {
  const { Items } = await piaf.dynamodb.send(
    new ScanCommand({ TableName: piaf.tableName("intents"), ConsistentRead: true }),
  );
  return (Items ?? []).map((item) => unmarshall(item)).filter((item) => item["source"]?.rootId === rootId);
};

/** When the parser saw last that the webhook delivers. */
const lastDelivery = async (): Promise<string | undefined> => {
  const key = { id: { S: "heard#x" } };
  const { Item } = await piaf.dynamodb.send(new GetItemCommand({ TableName: piaf.tableName("intents"), Key: key }));
  return Item?.["at"]?.S;
};

describe("a post that X does not deliver", () => {
  it("is found on the timeline, proposed once and paid once, however often it is found and delivered", async () => {
    const before = await balance();
    await faults({ lost_delivery: 1 });
    const text = "@piaf pay 2€ @bob that got lost 🎬\uFFFF";
    const postId = await piaf.post({ as: "alice", text });
    const marker = "@piaf pay 3€ @bob that did not";
    await piaf.post({ as: "alice", text: marker });
    await proposalOf(marker);
    expect(await intentsOf(postId)).toEqual([]);
    await until("the note of that delivery", lastDelivery);
    await findMissed();
    const proposal = await proposalOf(text);
    await findMissed();
    await piaf.call({ method: "POST", path: "/sim/x/redeliver", body: { id: postId, times: 2 } });
    expect((await alice.approve(proposal)).status).toBe(200);
    await settled(proposal.id);
    await findMissed();
    const later = "@piaf pay 4€ @bob to see the end of the queue";
    await piaf.post({ as: "alice", text: later });
    await proposalOf(later);
    expect(await intentsOf(postId)).toMatchObject([{ version: 1, state: "settled" }]);
    expect(await balance()).toBe(before - 200);
  });

  it("is found when its edit was lost, too: the version that stands is the one to approve", async () => {
    const first = "@piaf pay 5€ @bob as it was";
    const postId = await piaf.post({ as: "alice", text: first });
    const old = await proposalOf(first);
    await faults({ lost_delivery: 1 });
    const edited = "@piaf pay 6€ @bob as it is";
    await piaf.call({ method: "PUT", path: `/sim/x/posts/${postId}`, body: { text: edited } });
    await findMissed();
    expect(await proposalOf(edited)).toMatchObject({ id: old.id, version: 2, total: 600 });
  });
});

describe("whatever X does to replies", () => {
  it.each(["rate_limited", "server_error", "no_credit", "duplicate", "time_out"])(
    "money does not wait: %s",
    async (fault) => {
      await faults({ [fault]: 20 });
      const before = await balance();
      const text = `@piaf pay 1€ @bob in spite of ${fault.replace("_", " ")}`;
      const postId = await piaf.post({ as: "alice", text });
      const proposal = await proposalOf(text);
      const begun = performance.now();
      await alice.approve(proposal);
      await settled(proposal.id);
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect(await balance()).toBe(before - 100);
      expect(await repliesTo(postId)).toEqual([]);
    },
  );
});

describe("a writer without an account", () => {
  it("is invited once a day in the language of the post, and is told nothing else", async () => {
    const first = await piaf.post({ as: "dave", text: "@piaf envoie 5€ à @alice pour le café" });
    const [invitation] = await until("the invitation", async () => {
      const replies = await repliesTo(first);
      return replies.length > 0 && replies;
    });
    expect(invitation?.written).toMatch(/^Pour payer par post, reliez votre compte dans l’application Piaf/);
    const second = await piaf.post({ as: "dave", text: "@piaf envoie 6€ à @alice pour le thé" });
    const marker = await piaf.post({ as: "alice", text: "@piaf envoie à @bob" });
    await until("a later reply", async () => (await repliesTo(marker)).length > 0);
    expect(await repliesTo(second)).toEqual([]);
  });
});
