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

it("is the same for the same text in another Unicode form, and for names too, in the order of what is written", () => {
  expect(canonicalJson({ "e\u0301": 1, f: 2 })).toBe('{"f":2,"\u00e9":1}');
  expect(canonicalJson({ "Zoe\u0301": ["e\u0301"] })).toBe('{"Zo\u00e9":["\u00e9"]}');
});

it("leaves out what is undefined, and sorts the rest by UTF-16 code units", () => {
  expect(canonicalJson({ b: 1, "\uff5e": 2, a: undefined, "\ud83d\ude00": 3, "": null })).toBe(
    '{"":null,"b":1,"\ud83d\ude00":3,"\uff5e":2}',
  );
});

it("refuses what JSON cannot hold", () => {
  for (const number of [NaN, Infinity, -Infinity]) {
    expect(() => canonicalJson([number])).toThrow(new RangeError("Only finite numbers have a canonical form."));
  }
  const lone = new RangeError("A lone surrogate has no canonical form: send well-formed Unicode.");
  expect(() => canonicalJson(["\ud83d"])).toThrow(lone);
  expect(() => canonicalJson({ "\ude00": 1 })).toThrow(lone);
});
