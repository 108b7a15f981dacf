import fc from "fast-check";
import { expect, it } from "vitest";
import { localDates } from "../../core/ledger/local-dates.ts";

const zones = [
  "Europe/Paris",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Kiritimati",
  "UTC",
];

it("a moment's day and month are those of its zone, whatever was asked before", () => {
  const near = fc.integer({ min: Date.UTC(2026, 2, 28), max: Date.UTC(2026, 3, 6) });
  const moments = fc.array(fc.record({ zone: fc.constantFrom(...zones), at: near }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(moments, (asked) => {
      for (const { zone, at } of asked) {
        const day = new Date(at).toLocaleDateString("sv-SE", { timeZone: zone });
        expect(localDates(zone, at)).toEqual({ day, month: day.slice(0, 7) });
      }
    }),
  );
});

it.each(zones)("a day of %s begins at its midnight", (zone) => {
  const minutes = Array.from({ length: 48 * 60 }, (_, minute) => Date.UTC(2026, 9, 3, 0, minute + 1));
  const days = minutes.map((at) => localDates(zone, at).day);
  const changes = minutes.filter((_at, index) => index > 0 && days[index] !== days[index - 1]);
  expect(changes.map((at) => clockIn(zone, at))).toEqual(["00:00", "00:00"]);
});

const clockIn = (timeZone: string, at: number): string =>
  new Date(at).toLocaleTimeString("sv-SE", { timeZone, hour: "2-digit", minute: "2-digit" });
