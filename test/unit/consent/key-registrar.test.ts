import { describe, expect, it } from "vitest";
import { createKeyRegistrar } from "../../../adapters/webauthn/key-registrar.ts";
import { relyingPartiesOf } from "../../../adapters/webauthn/relying-parties.ts";
import { keyIdOf } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { createDeviceKey, createPasskey } from "../../support/software-authenticator.ts";

const place = { origin: "https://pay.example", relyingParty: "pay.example" };
const registrar = createKeyRegistrar(relyingPartiesOf("https://pay.example,https://other.example"));
const invalid = fail("key_invalid");

describe("registering a passkey", () => {
  it("reads the key, its credential and its relying party, and names the key by its hash", async () => {
    const passkey = await createPasskey(place);
    const { publicKey, credentialId } = passkey.key;
    expect(await registrar.register(passkey.register({ label: "My phone" }))).toEqual(
      ok({
        id: await keyIdOf(publicKey),
        kind: "passkey",
        publicKey,
        credentialId,
        relyingParty: "pay.example",
        transports: ["internal"],
        label: "My phone",
      }),
    );
  });

  it.each([
    ["of an origin that is not the app's", { origin: "https://evil.example" }],
    ["of a relying party that is not the app's", { relyingParty: "evil.example" }],
    ["of one app's origin for the other's relying party", { origin: "https://other.example" }],
    ["without user verification", { verified: false }],
    ["that is an assertion", { type: "webauthn.get" }],
  ] as const)("refuses one %s", async (_what, options) => {
    const passkey = await createPasskey(place);
    expect(await registrar.register(passkey.register(options))).toEqual(invalid);
  });

  it("refuses another credential's id, and bytes that are no attestation", async () => {
    const [passkey, other] = [await createPasskey(place), await createPasskey(place)];
    const registration = passkey.register();
    const { credential_id } = other.register();
    expect(await registrar.register({ ...registration, credential_id })).toEqual(invalid);
    expect(await registrar.register({ ...registration, attestation_object: "AAAA" })).toEqual(invalid);
    expect(await registrar.register({ ...registration, client_data: "A" })).toEqual(invalid);
  });
});

describe("registering a device key", () => {
  it("takes the SPKI of a P-256 key, and names the key by its hash", async () => {
    const device = await createDeviceKey();
    const { publicKey } = device.key;
    expect(await registrar.register(device.register({ pin: "123456" }))).toEqual(
      ok({ id: await keyIdOf(publicKey), kind: "device", publicKey, label: "Browser" }),
    );
  });

  it("refuses what is no such key, and a second spelling of one that is", async () => {
    const device = await createDeviceKey();
    const registration = device.register();
    expect(await registrar.register({ ...registration, public_key: "AAAA" })).toEqual(invalid);
    const bytes = Buffer.from(registration.public_key, "base64url");
    const spelledAgain = `${registration.public_key.slice(0, -1)}${bytes.length % 3 === 0 ? "" : "9"}`;
    expect(await registrar.register({ ...registration, public_key: spelledAgain })).toEqual(invalid);
  });
});
