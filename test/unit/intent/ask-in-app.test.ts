import { describe, expect, it } from "vitest";
import type { Holder } from "../../../core/holder/holder.ts";
import { piafAddressOf } from "../../../core/holder/piaf-address.ts";
import type { HolderId, IntentId } from "../../../core/ids.ts";
import { type AppOrder, appIntentIdOf, askInApp, countProposal } from "../../../core/intent/ask-in-app.ts";
import type { IntentLine } from "../../../core/intent/intent.ts";
import { EUR } from "../../../core/money/currency.ts";
import { noon } from "../../support/intents.ts";

const id = "hol_alice" as HolderId;
/** Without any network. */
const alice: Holder = { id, name: "Alice", keys: [], links: [piafAddressOf(id, "2026-11-24T12:00:00.000Z")] };

const line = (more: Partial<IntentLine> = {}): IntentLine => ({
  payee: { channel: "x", userId: "102", handle: "bob", name: "Bob" },
  amount: 1299n,
  check: "verified",
  ...more,
});

const ask = (more: Partial<AppOrder> = {}) =>
  askInApp({ id: "pi_app" as IntentId, payer: alice, lines: [line()], currency: EUR, note: "", now: noon, ...more });

describe("a payment asked for in the app", () => {
  it("waits for approval, and needs no network of its payer's", () => {
    const asked = ask({ note: "lunch" });
    expect(asked).toMatchObject({
      ok: true,
      value: {
        state: "pending_approval",
        payer: { channel: "piaf", userId: id, handle: "alice", name: "Alice", holder: id },
        source: { channel: "app", quiet: true, edited: false },
        expiresAt: "2026-11-25T12:00:00.000Z",
      },
    });
  });

  it("has its own words for a source, with their parts", () => {
    const asked = ask({ lines: [line(), line({ amount: 500n })], note: "lunch" });
    if (!asked.ok) throw new Error(asked.fault);
    const { text, marks = [] } = asked.value.source;
    expect(text).toBe("12.99 EUR @bob, 5.00 EUR @bob: lunch");
    expect(marks.map(({ part, start, end }) => [part, text.slice(start, end)])).toEqual([
      ["amount", "12.99 EUR"],
      ["payee", "@bob"],
      ["amount", "5.00 EUR"],
      ["payee", "@bob"],
      ["note", "lunch"],
    ]);
  });

  it.each<[string, Partial<AppOrder>, string]>([
    [
      "an address that is nobody's",
      { lines: [line({ check: "unknown", payee: { ...line().payee, channel: "piaf" } })] },
      "payee_not_joined",
    ],
    ["somebody whom nobody has looked up", { lines: [line({ check: undefined })] }, "payee_not_joined"],
    [
      "the payer by his Piaf address",
      { lines: [line({ payee: { ...line().payee, channel: "piaf", userId: id } })] },
      "payee_is_payer",
    ],
    [
      "the payer by his network",
      { payer: { ...alice, links: [{ channel: "x", userId: "102", handle: "bob", linkedAt: "" }] } },
      "payee_is_payer",
    ],
    [
      "more than one payment moves",
      { lines: [line({ amount: 10n ** 15n }), line({ amount: 1n })] },
      "amount_too_large",
    ],
  ])("is refused to pay %s", (_what, more, fault) => expect(ask(more)).toEqual({ ok: false, fault }));

  it("is one for ever under its key, and each person's own", async () => {
    const first = await appIntentIdOf(alice, "key 1");
    expect(await appIntentIdOf(alice, "key 1")).toBe(first);
    expect(await appIntentIdOf(alice, "key 2")).not.toBe(first);
    expect(await appIntentIdOf({ ...alice, id: "hol_bob" as HolderId }, "key 1")).not.toBe(first);
  });

  it("is counted with the posts: five a minute, each once", () => {
    const trace = (post: string) => ({ post, at: "2026-11-24T11:59:30.000Z" });
    const four = { revision: 4, asked: [], proposed: ["1", "2", "3", "4"].map(trace) };
    const fifth = countProposal(four, "pi_5" as IntentId, noon);
    expect(fifth?.proposed).toHaveLength(5);
    expect(countProposal(fifth!, "pi_5" as IntentId, noon)).toBe(fifth);
    expect(countProposal(fifth!, "pi_6" as IntentId, noon)).toBeUndefined();
    expect(countProposal(fifth!, "pi_6" as IntentId, noon + 60_000)).toBeDefined();
  });
});
