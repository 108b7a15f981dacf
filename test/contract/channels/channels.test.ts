import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { channelIdentities, inboundChannels, outboundChannels } from "../../../adapters/channels/registry.ts";
import { accountEvent } from "../../../contracts/messages/account-event.ts";
import { channelEvent } from "../../../contracts/messages/channel-event.ts";
import type { ChannelFixtures } from "./channel-fixtures.ts";

/** A channel without fixtures fails here, at its import. */
const fixturesOf = async (channel: string): Promise<ChannelFixtures> =>
  ((await import(`./${channel}-fixtures.ts`)) as { fixtures: ChannelFixtures }).fixtures;

const known = z.union([channelEvent, accountEvent]);

const channels = Object.keys(inboundChannels);

test("each channel of the registry plays every role", () => {
  expect(channels).toContain("x");
  expect(Object.keys(outboundChannels)).toEqual(channels);
  expect(Object.keys(channelIdentities)).toEqual(channels);
});

describe.each(channels)("the channel %s", async (name) => {
  const fixtures = await fixturesOf(name);
  const channel = fixtures.open("readable");
  const { challenge } = fixtures;
  const [body = Buffer.of()] = Object.values(fixtures.families);

  test("has samples of every kind of event", () => {
    const kinds = fixtures.samples.flatMap((sample) => sample.events.map((event) => (event as { type: string }).type));
    expect(new Set(kinds)).toEqual(new Set(["post_written", "post_deleted", "access_revoked"]));
  });

  test.each(fixtures.samples)("understands the documented sample $name", (sample) => {
    const reading = channel.readEvents(sample.body);
    expect(reading).toEqual({ ok: true, value: { events: sample.events, unknown: sample.unknown } });
    const events = reading.ok ? reading.value.events : [];
    for (const event of events) expect(known.safeParse(event).error).toBeUndefined();
  });

  test.each(Object.entries(fixtures.families))("tells the same post in the same words: %s", (_family, told) => {
    expect(channel.readEvents(told)).toEqual({ ok: true, value: { events: [fixtures.post], unknown: [] } });
  });

  test("leaves out what the bot itself wrote", () => {
    expect(channel.readEvents(fixtures.own)).toEqual({ ok: true, value: { events: [], unknown: [] } });
  });

  test("takes the signature of today and, during a rotation, the one before", async () => {
    expect(await channel.verifySignature({ headers: fixtures.sign(body, "current"), body })).toBe(true);
    expect(await channel.verifySignature({ headers: fixtures.sign(body, "previous"), body })).toBe(true);
  });

  test("refuses forged, foreign, missing and mangled signatures", async () => {
    const headers = fixtures.sign(body, "current");
    const flipped = Buffer.from(body);
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    const mangled = Object.entries(headers).flatMap(([header, value = ""]) =>
      ["", value.slice(0, -2), `${value}=`, value.toLowerCase(), value.replace(/^[^=]*=/, "")].map((changed) => ({
        [header]: changed,
      })),
    );
    expect(await channel.verifySignature({ headers, body: flipped })).toBe(false);
    expect(await channel.verifySignature({ headers, body: Buffer.from(body).subarray(0, -1) })).toBe(false);
    expect(await channel.verifySignature({ headers: fixtures.sign(body, "stranger"), body })).toBe(false);
    expect(await channel.verifySignature({ headers: {}, body })).toBe(false);
    for (const wrong of mangled) expect(await channel.verifySignature({ headers: wrong, body })).toBe(false);
  });

  test("answers a challenge with the secret of today", async () => {
    const answer = await channel.answerChallenge(challenge.queryOf(challenge.token));
    if (!answer.ok) throw new Error("The challenge was refused.");
    const signed = challenge.signatureIn(fixtures.sign(Buffer.from(challenge.token), "current"));
    expect(challenge.proofIn(answer.value)).toBe(signed);
  });

  test("signs nothing in a challenge that could be a delivery", async () => {
    const texts = [...fixtures.samples.map((sample) => sample.body), body].map((bytes) =>
      Buffer.from(bytes).toString(),
    );
    for (const text of [
      ...texts,
      "{}",
      '{"data":1}',
      "",
      "short",
      "a".repeat(129),
      `${challenge.token}\n`,
      `{${challenge.token}}`,
    ])
      expect(await channel.answerChallenge(challenge.queryOf(text))).toEqual({ ok: false, fault: "not_a_challenge" });
    expect(await channel.answerChallenge({})).toEqual({ ok: false, fault: "not_a_challenge" });
  });

  test("means nothing by whatever it would sign in a challenge", async () => {
    const token = fc.oneof(
      fc.string({ maxLength: 140 }),
      fc.json(),
      fc.base64String(),
      fc.stringMatching(/^[0-9]{16,40}$/),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        const answer = await channel.answerChallenge(challenge.queryOf(text));
        if (answer.ok) expect(channel.readEvents(Buffer.from(text))).toEqual({ ok: false, fault: "malformed" });
      }),
      { numRuns: 500 },
    );
  });

  test("calls truncated bodies, and what is no JSON object in UTF-8, malformed", () => {
    for (let length = 0; length < body.byteLength; length += 7)
      expect(channel.readEvents(body.subarray(0, length))).toEqual({ ok: false, fault: "malformed" });
    for (const text of ["", "null", "[]", "1", '"text"', "<html>"])
      expect(channel.readEvents(Buffer.from(text))).toEqual({ ok: false, fault: "malformed" });
    expect(channel.readEvents(Buffer.from('{"data":"\xff"}', "latin1"))).toEqual({ ok: false, fault: "malformed" });
  });

  test("never throws, and never makes of a damaged delivery what the contract does not allow", () => {
    const whole = JSON.parse(Buffer.from(body).toString()) as unknown;
    fc.assert(
      fc.property(fc.nat(), fc.oneof(fc.jsonValue(), fc.constant("é".repeat(30_000))), (place, value) => {
        const reading = channel.readEvents(Buffer.from(JSON.stringify(damage(whole, place, value))));
        const events = reading.ok ? reading.value.events : [];
        for (const event of events) expect(channelEvent.safeParse(event).error).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test("names what it does not know, and nothing of its content", () => {
    const reading = channel.readEvents(Buffer.from('{"something_new":{"text":"secret"}}'));
    expect(reading).toEqual({ ok: true, value: { events: [], unknown: ["something_new"] } });
  });

  test("fails when its secret is out of reach, so that the network delivers again", async () => {
    const deaf = fixtures.open("unreadable");
    await expect(deaf.verifySignature({ headers: fixtures.sign(body, "current"), body })).rejects.toThrow();
    await expect(deaf.answerChallenge(challenge.queryOf(challenge.token))).rejects.toThrow();
  });
});

/** The value with one of its parts, the `place`-th, replaced. */
const damage = (whole: unknown, place: number, value: unknown): unknown => {
  let left = place % countOf(whole);
  const visit = (part: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, visit(child)]));
  };
  return visit(whole);
};

const countOf = (part: unknown): number =>
  typeof part === "object" && part !== null
    ? Object.values(part).reduce<number>((sum, child) => sum + countOf(child), 1)
    : 1;
