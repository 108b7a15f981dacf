import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../app/src/texts/catalogue.ts";
import { createReader } from "../../../app/src/texts/format.ts";
import { isolated } from "../../../app/src/texts/isolated.ts";
import { commonTexts } from "../../../app/src/texts/messages/common.ts";

describe("a name in a sentence", () => {
  it("stands as it is where all runs from left to right", () => {
    for (const name of ["Bob", "Zoë O’Neil", "李小龙", "👩‍🚀 Ada", ""]) expect(isolated(name)).toBe(name);
  });

  it.each(["דנה", "محمد", "Bob \u202e", "\u2069Bob\u2066", "\u200fBob"])(
    "turns nothing around it: %j",
    async (name) => {
      const catalogue = await loadCatalogue("en");
      const reader = createReader({ language: "en", locale: "en", catalogue, clock: () => 0 });
      const said = reader.t(commonTexts.paymentTo, { amount: "€5.00", payee: name });
      expect(said).toMatch(/^€5\.00 to \u2068[^\u202a-\u202e\u2066-\u2069\u200f]+\u2069$/);
    },
  );
});
