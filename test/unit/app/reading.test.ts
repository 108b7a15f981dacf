import { describe, expect, it } from "vitest";
import { deviceOf } from "../../../core/device-kind.ts";
import { isGuessable, pinNonce } from "../../../app/src/keys/pin.ts";
import { pollDelayMs } from "../../../app/src/live.ts";
import { amountShown, payeesOf, reasonText, totalShown } from "../../../app/src/payments/words.ts";
import { hrefOf, type Route, routeOf, screenNames } from "../../../app/src/router.ts";
import { loadCatalogue } from "../../../app/src/texts/catalogue.ts";
import { createReader, type Reader } from "../../../app/src/texts/format.ts";
import { readingLocale } from "../../../app/src/texts/locale.ts";
import { paymentTexts } from "../../../app/src/texts/messages/payment.ts";
import { retryable } from "../../../core/intent/intent-state.ts";
import { questions } from "../../../locales/messages.ts";
import { sampleIntent } from "./sample-intent.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const readerOf = async (locale: string) => {
  const reading = readingLocale([locale]);
  return createReader({ ...reading, catalogue: await loadCatalogue(reading.language), clock: () => now });
};
const [british, french] = (await Promise.all(["en-GB", "fr-FR"].map(readerOf))) as [Reader, Reader];

describe("what a person reads", () => {
  it("is in the first of the person's languages that the app speaks", () => {
    expect(readingLocale(["ja-JP", "fr-CA", "en"])).toEqual({ language: "fr", locale: "fr-CA" });
    expect(readingLocale(["ja-JP"])).toEqual({ language: "en", locale: "en" });
    expect(readingLocale(["en-US@posix"])).toEqual({ language: "en", locale: "en" });
  });

  it("is in the language that was chosen, with numbers and dates as where the phone's owner lives", () => {
    expect(readingLocale(["fr-CH", "de-CH"], "de")).toEqual({ language: "de", locale: "de-CH" });
    expect(readingLocale(["fr-CH", "de-CH"], "nl")).toEqual({ language: "nl", locale: "nl" });
  });

  it("has money written and spoken as in the person's language", () => {
    expect(french.money(1299, "EUR")).toBe("12,99\u00a0€");
    expect(british.money(1299, "EUR")).toBe("€12.99");
    expect(french.spokenMoney(1299, "EUR")).toBe("12,99 euros");
    expect(british.spokenMoney(1500, "JPY")).toBe("1,500 Japanese yen");
  });

  it("has times in words where they are near", () => {
    expect(british.moment("2026-03-01T13:00:00.000Z")).toMatch(/^today at \d\d:00$/);
    expect(french.moment("2026-03-02T12:00:00.000Z")).toMatch(/^demain à \d\d:00$/);
    expect(british.moment("2026-04-02T12:00:00.000Z")).toContain("2 Apr 2026");
    expect(french.day("2026-02-28T12:00:00.000Z")).toBe("Hier");
  });

  it("counts the total from what is displayed, not from the server's sum", () => {
    const intent = sampleIntent({ total: 1 });
    expect(totalShown(intent)).toBe(1300);
    expect(amountShown(intent)).toBe(1299);
  });

  it("names one payee, or the first and how many others", () => {
    const { lines } = sampleIntent();
    expect(payeesOf({ lines: [] }, british.t)).toBeUndefined();
    expect(payeesOf({ lines }, british.t)).toBe("Bob");
    expect(payeesOf({ lines: [...lines, ...lines] }, british.t)).toBe("Bob and 1 other");
    expect(payeesOf({ lines: [...lines, ...lines, ...lines] }, french.t)).toBe("Bob et 2 autres");
  });

  it("has a sentence for every question and for every failure that can be tried again", () => {
    const reasons = [...Object.keys(questions), ...retryable];
    const unnamed = reasons.filter(
      (reason) => reasonText(reason, french.t) === french.t(paymentTexts.otherReason, { code: reason }),
    );
    expect(unnamed).toEqual([]);
    expect(reasonText("something_new", british.t)).toBe("It was refused (something_new). Nothing was paid.");
  });
});

describe("where in the app one is", () => {
  const routes = screenNames.map((screen) => ({ screen, id: "pi_ä/1?" }) as Route);

  it.each<Route>(routes)("can be told from the address: $screen", (route) => {
    expect(routeOf(hrefOf(route))).toEqual(hrefOf(route).includes("1%3F") ? route : { screen: route.screen });
  });

  it("is told from what comes before a question mark", () => {
    expect(routeOf("#/settings?from=push")).toEqual({ screen: "settings" });
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
    expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)")).toBe("iphone");
    expect(deviceOf("Mozilla/5.0 (Linux; Android 16; Pixel 9)")).toBe("android");
    expect(deviceOf("curl")).toBe("other");
  });

  it("asks often while something is expected, less often in use, seldom when nobody has used it or the server tells", () => {
    expect(pollDelayMs({ expecting: true, listening: true, sinceUseMs: 3_600_000 })).toBe(250);
    expect(pollDelayMs({ expecting: false, listening: false, sinceUseMs: 1_000 })).toBe(500);
    expect(pollDelayMs({ expecting: false, listening: false, sinceUseMs: 600_000 })).toBe(5_000);
    expect(pollDelayMs({ expecting: false, listening: true, sinceUseMs: 1_000 })).toBe(30_000);
  });
});
