import { describe, expect, it } from "vitest";
import { payLinkOf, readPayLink, readTyped } from "../../../app/src/pay/pay-link.ts";
import { fail, ok } from "../../../core/result.ts";

const address = "abcdefghijklmnopqrstuvwxyz";
const read = (query: string) => readPayLink(new URLSearchParams(query));
const wish = { payee: undefined, amount: undefined, note: "", text: undefined };

describe("a link that asks to be paid", () => {
  it.each([{ payee: { channel: "piaf", handle: address } }, { payee: { channel: "x", handle: "bob" }, amount: 1250 }])(
    "says whom, and how much if it must: %o",
    (asked) => {
      const [place, query = ""] = payLinkOf(asked).split("?");
      expect(place).toBe("#/pay");
      expect(read(query)).toEqual(ok({ ...wish, ...asked }));
    },
  );

  it("is what a shared post becomes, too, which may leave open whom", () => {
    expect(read("text=pay+%40bob+5%E2%82%AC&to=bob&amount=500&note=for+tea")).toEqual(
      ok({ payee: { channel: "x", handle: "bob" }, amount: 500, note: "for tea", text: "pay @bob 5€" }),
    );
    expect(read("text=Hello")).toEqual(ok({ ...wish, text: "Hello" }));
  });

  it.each([
    ["", "payee_invalid"],
    ["to=", "payee_invalid"],
    [`to=${"b".repeat(200)}`, "payee_invalid"],
    ["to=<script>", "payee_invalid"],
    ["to=b%20ob", "payee_invalid"],
    ["to=bob%E2%80%AE", "payee_invalid"],
    ["channel=piaf&to=bob", "payee_invalid"],
    ["channel=pigeon&to=bob", "network_unknown"],
    ["channel=constructor&to=bob", "network_unknown"],
    ["to=bob&amount=", "amount_invalid"],
    ["to=bob&amount=0", "amount_invalid"],
    ["to=bob&amount=-5", "amount_invalid"],
    ["to=bob&amount=1.5", "amount_invalid"],
    ["to=bob&amount=100000000", "amount_invalid"],
    ["to=bob&amount=1e3", "amount_invalid"],
  ])("is refused where it is not as it ought to be: %s", (query, fault) => {
    expect(read(query)).toEqual(fail(fault));
  });

  it("cannot make a note look like something else", () => {
    const note = "for\u0000 tea\u202e\u2066 olleh\ud800";
    const answer = read(`to=bob&${new URLSearchParams({ note })}`);
    expect(answer.ok && answer.value.note).toBe("for  tea olleh\ufffd");
    const long = read(`to=bob&note=${"a".repeat(1_000)}`);
    expect(long.ok && long.value.note).toHaveLength(280);
  });
});

describe("what is typed to say whom", () => {
  it.each([
    ["bob", "x", "bob"],
    [" @Bob_99 ", "x", "Bob_99"],
    ["https://x.com/bob", "x", "bob"],
    ["https://twitter.com/bob?s=20", "x", "bob"],
    [address, "piaf", address],
  ])("is a handle: %s", (text, channel, handle) => {
    expect(readTyped(text)).toEqual({ kind: "handle", payee: { channel, handle } });
  });

  it("is a link of any Piaf, whose handle is looked up here", () => {
    const link = `https://piaf.example/app/${payLinkOf({ payee: { channel: "piaf", handle: address }, amount: 500 })}`;
    const payee = { channel: "piaf", handle: address };
    expect(readTyped(link)).toEqual({ kind: "link", wish: ok({ ...wish, payee, amount: 500 }) });
    expect(readTyped("https://piaf.example/app/#/pay?to=%00")).toEqual({ kind: "link", wish: fail("payee_invalid") });
    expect(readTyped("https://example.com/menu")).toEqual({ kind: "link", wish: fail("payee_invalid") });
  });

  it.each(["", "Bob Müller", "javascript:alert(1)", "a".repeat(200), "👋"])("is else words: %s", (text) => {
    expect(readTyped(text)).toEqual({ kind: "words" });
  });
});
