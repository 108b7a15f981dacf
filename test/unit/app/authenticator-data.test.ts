import { isoCBOR, parseAuthenticatorData } from "@simplewebauthn/server/helpers";
import { describe, expect, it } from "vitest";
import { credentialPublicKeyOf, MalformedAttestation } from "../../../app/src/keys/authenticator-data.ts";
import type { Bytes } from "../../../core/encoding.ts";

const filled = (length: number, value: number): Bytes => new Uint8Array(length).fill(value);
const joined = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));

const es256 = new Map<number, number | Uint8Array>([
  [1, 2],
  [3, -7],
  [-1, 1],
  [-2, filled(32, 7)],
  [-3, filled(32, 8)],
]);
const rs256 = new Map<number, number | Uint8Array>([
  [1, 3],
  [3, -257],
  [-1, filled(256, 9)],
  [-2, Uint8Array.from([1, 0, 1])],
]);

const authenticatorData = (parts: { key: Map<number, number | Uint8Array>; idLength: number; extensions: boolean }) =>
  joined(
    filled(32, 1),
    Uint8Array.from([parts.extensions ? 0xc5 : 0x45]),
    filled(4, 0),
    filled(16, 2),
    Uint8Array.from([parts.idLength >> 8, parts.idLength & 255]),
    filled(parts.idLength, 3),
    Uint8Array.from(isoCBOR.encode(parts.key)),
    parts.extensions ? Uint8Array.from(isoCBOR.encode(new Map([["credProtect", 2]]))) : new Uint8Array(),
  );

const attestation = (authData: Uint8Array): Bytes =>
  Uint8Array.from(
    isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, Uint8Array | number>>([
        ["fmt", "packed"],
        [
          "attStmt",
          new Map<string, Uint8Array | number>([
            ["alg", -7],
            ["sig", filled(71, 4)],
          ]),
        ],
        ["authData", authData],
      ]),
    ),
  );

describe("the public key in an attestation object", () => {
  it.each([
    { name: "ES256", key: es256, idLength: 32, extensions: false },
    { name: "ES256 with extensions after it", key: es256, idLength: 32, extensions: true },
    { name: "RS256 behind a long credential id", key: rs256, idLength: 400, extensions: true },
  ])("is what the server's library finds: $name", ({ key, idLength, extensions }) => {
    const data = authenticatorData({ key, idLength, extensions });
    const found = credentialPublicKeyOf(attestation(data));
    expect(found).toEqual(parseAuthenticatorData(data).credentialPublicKey);
  });

  it("is missed in an attestation without a credential", () => {
    const data = authenticatorData({ key: es256, idLength: 32, extensions: false });
    data[32] = 0x05;
    expect(() => credentialPublicKeyOf(attestation(data))).toThrow(MalformedAttestation);
  });

  it("is missed where there is no authenticator data", () => {
    const empty = Uint8Array.from(isoCBOR.encode(new Map([["fmt", "none"]])));
    expect(() => credentialPublicKeyOf(empty)).toThrow(MalformedAttestation);
    expect(() => credentialPublicKeyOf(new Uint8Array())).toThrow(MalformedAttestation);
  });
});
