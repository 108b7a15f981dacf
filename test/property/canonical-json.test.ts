import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Json, canonicalJson } from "../../core/consent/canonical-json.ts";

it("is what another implementation of RFC 8785 writes, for any JSON in NFC", () => {
  const nfc = fc.string({ unit: "grapheme" }).map((text) => text.normalize("NFC"));
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      nfc,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(nfc, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      expect(canonicalJson(json)).toBe(canonicalize(json));
    }),
  );
});
