import { describe, expect, it } from "vitest";
import { deviceName } from "../../../app/src/keys/device-name.ts";
import { isGuessable, pinNonce } from "../../../app/src/keys/pin.ts";
import { pollDelayMs } from "../../../app/src/live.ts";
import { amountShown, payeesOf, reasonText, totalShown } from "../../../app/src/payments/words.ts";
import { hrefOf, type Route, routeOf } from "../../../app/src/router.ts";
import { en } from "../../../app/src/texts/en.ts";
import { createReader, textsFor } from "../../../app/src/texts/format.ts";
import { fr } from "../../../app/src/texts/fr.ts";
import { retryable } from "../../../core/intent/intent-state.ts";
import { questions } from "../../../locales/messages.ts";
import { sampleIntent } from "./sample-intent.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const reader = (locale: string) => createReader({ ...textsFor([locale]), clock: () => now });

describe("what a person reads", () => {
  it("is in the first of the person's languages that the app speaks", () => {
    expect(textsFor(["de-DE", "fr-CA", "en"])).toEqual({ texts: fr, locale: "fr-CA" });
    expect(textsFor(["de-DE"])).toEqual({ texts: en, locale: "en" });
    expect(textsFor(["en-US@posix"])).toEqual({ texts: en, locale: "en" });
  });

  it("has money written and spoken as in the person's language", () => {
    expect(reader("fr-FR").money(1299, "EUR")).toBe("12,99\u00a0€");
    expect(reader("en-GB").money(1299, "EUR")).toBe("€12.99");
    expect(reader("fr-FR").spokenMoney(1299, "EUR")).toBe("12,99 euros");
    expect(reader("en-GB").spokenMoney(1500, "JPY")).toBe("1,500 Japanese yen");
  });

  it("has times in words where they are near", () => {
    expect(reader("en-GB").moment("2026-03-01T13:00:00.000Z")).toMatch(/^today at \d\d:00$/);
    expect(reader("fr-FR").moment("2026-03-02T12:00:00.000Z")).toMatch(/^demain à \d\d:00$/);
    expect(reader("en-GB").moment("2026-04-02T12:00:00.000Z")).toContain("2 Apr 2026");
    expect(reader("fr-FR").day("2026-02-28T12:00:00.000Z")).toBe("Hier");
  });

  it("counts the total from what is displayed, not from the server's sum", () => {
    const intent = sampleIntent({ total: 1 });
    expect(totalShown(intent)).toBe(1300);
    expect(amountShown(intent)).toBe(1299);
  });

  it("names one payee, or the first and how many others", () => {
    const { lines } = sampleIntent();
    expect(payeesOf({ lines: [] }, en)).toBeUndefined();
    expect(payeesOf({ lines }, en)).toBe("Bob");
    expect(payeesOf({ lines: [...lines, ...lines, ...lines] }, fr)).toBe("Bob et 2 autres");
  });

  it("has a sentence for every question and for every failure that can be tried again", () => {
    const reasons = [...Object.keys(questions), ...retryable];
    const unnamed = reasons.filter((reason) => reasonText(reason, fr) === fr.otherReason(reason));
    expect(unnamed).toEqual([]);
    expect(reasonText("something_new", en)).toBe("It was refused (something_new). Nothing was paid.");
  });
});

describe("where in the app one is", () => {
  it.each<Route>([
    { screen: "home" },
    { screen: "activity" },
    { screen: "entry", id: "tr_1" },
    { screen: "intent", id: "pi_ä/1" },
    { screen: "settings" },
    { screen: "set_up" },
    { screen: "pin" },
  ])("can be told from the address: $screen", (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it.each(["", "#", "#/nowhere", "#/payments", "#/%E0%A4%A"])("is home for an unknown address: %s", (hash) => {
    expect(routeOf(hash)).toEqual({ screen: "home" });
  });
});

describe("the PIN", () => {
  it.each(["000000", "123456", "987654", "654321"])("%s is too easy to guess", (pin) => {
    expect(isGuessable(pin)).toBe(true);
  });

  it.each(["274910", "123457", "135791", "112233"])("%s is accepted", (pin) => {
    expect(isGuessable(pin)).toBe(false);
  });

  it("is bound to its nonce as the contract says", async () => {
    // printf 'piaf pin <salt> <pin>' | openssl dgst -sha256 -binary | basenc --base64url
    expect(await pinNonce("c2FsdHNhbHRzYWx0c2FsdA", "274910")).toBe("6onZz1-2o2MOBcqQq8NIvAHEj3eZobvvIxtjellCQGs");
  });
});

describe("the phone", () => {
  it("is named as its owner would", () => {
    expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)", en)).toBe("iPhone");
    expect(deviceName("Mozilla/5.0 (Linux; Android 16; Pixel 9)", fr)).toBe("Téléphone Android");
    expect(deviceName("curl", en)).toBe("Browser");
  });

  it("asks often while something is expected, less often in use, seldom when nobody has used it for minutes", () => {
    expect(pollDelayMs({ expecting: true, sinceUseMs: 3_600_000 })).toBe(250);
    expect(pollDelayMs({ expecting: false, sinceUseMs: 1_000 })).toBe(500);
    expect(pollDelayMs({ expecting: false, sinceUseMs: 600_000 })).toBe(5_000);
  });
});
