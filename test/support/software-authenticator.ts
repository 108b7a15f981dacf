import { isoCBOR } from "@simplewebauthn/server/helpers";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { enrolmentHash, type EnrolmentProof } from "../../core/consent/key-statement.ts";
import type { DeviceEvidence, PasskeyEvidence, PinProof } from "../../core/consent/evidence.ts";
import { type Bytes, toBase64Url, utf8 } from "../../core/encoding.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import { keyIdOf } from "../../core/ids.ts";

/** Web Authentication Level 3, §6.1: user present, user verified, attested credential data. */
const flags = { present: 0x01, verified: 0x04, attested: 0x40 } as const;
/** RFC 9052 and 9053: labels and values of an ES256 key on P-256. */
const cose = { kty: 1, ec2: 2, alg: 3, es256: -7, crv: -1, p256: 1, x: -2, y: -3 } as const;

/** Keys that a test makes past `enrol`: nobody judges what admitted them. */
export const proofOfTests: EnrolmentProof = { way: "fresh_sign_in", id_token: "a.b.c" };
export const enrolmentOfTests = await enrolmentHash(proofOfTests);

type Place = { readonly origin: string; readonly relyingParty: string };
type SignOptions = Partial<Place> & {
  readonly verified?: boolean;
  readonly type?: string;
  readonly topOrigin?: string;
  readonly counter?: number;
  /** What the browser's payment dialog showed: then the assertion is Secure Payment Confirmation's. */
  readonly payment?: Readonly<Record<string, unknown>>;
};

const asBytes = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const hash = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const clientData = (client: Record<string, unknown>): Buffer => Buffer.from(JSON.stringify(client));

/** A passkey in software: makes real registrations and real assertions, so that no browser is needed. */
export const createPasskey = async (place: Place) => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [cose.kty, cose.ec2],
      [cose.alg, cose.es256],
      [cose.crv, cose.p256],
      [cose.x, Buffer.from(x, "base64url")],
      [cose.y, Buffer.from(y, "base64url")],
    ]),
  );
  const credentialId = randomBytes(32);
  const encodedKey = toBase64Url(coseKey);
  const id = await keyIdOf(encodedKey);

  const register = (options: SignOptions & { readonly label?: string } = {}) => {
    const { origin, relyingParty, verified = true, type = "webauthn.create" } = { ...place, ...options };
    const authData = Buffer.concat([
      hash(relyingParty),
      Buffer.of(flags.present | (verified ? flags.verified : 0) | flags.attested),
      uint32(0),
      Buffer.alloc(16),
      Buffer.of(credentialId.length >> 8, credentialId.length & 0xff),
      credentialId,
      coseKey,
    ]);
    const attestation = isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, string>>([
        ["fmt", "none"],
        ["attStmt", new Map<string, string>()],
        ["authData", authData],
      ]),
    );
    return {
      kind: "passkey" as const,
      label: options.label ?? "Phone",
      credential_id: toBase64Url(credentialId),
      client_data: toBase64Url(
        clientData({ type, challenge: toBase64Url(randomBytes(32)), origin, crossOrigin: false }),
      ),
      attestation_object: toBase64Url(attestation),
      transports: ["internal"],
    };
  };

  const assert = (challenge: Bytes, options: SignOptions = {}): PasskeyEvidence => {
    const { origin, relyingParty, verified = true, topOrigin, payment } = { ...place, ...options };
    const type = options.type ?? (payment === undefined ? "webauthn.get" : "payment.get");
    const client = clientData({
      type,
      challenge: toBase64Url(challenge),
      origin,
      crossOrigin: topOrigin !== undefined,
      ...(topOrigin === undefined ? {} : { topOrigin }),
      ...(payment === undefined ? {} : { payment }),
    });
    const authData = Buffer.concat([
      hash(relyingParty),
      Buffer.of(flags.present | (verified ? flags.verified : 0)),
      uint32(options.counter ?? 0),
    ]);
    return {
      kind: "passkey",
      key_id: id,
      client_data: toBase64Url(client),
      authenticator_data: toBase64Url(authData),
      signature: toBase64Url(sign("sha256", Buffer.concat([authData, hash(client)]), privateKey)),
    };
  };

  const key: PaymentKey = {
    id,
    kind: "passkey",
    publicKey: encodedKey,
    credentialId: toBase64Url(credentialId),
    relyingParty: place.relyingParty,
    label: "Phone",
    enrolledAt: "2026-11-24T12:00:00.000Z",
    way: "fresh_sign_in",
    enrolment: enrolmentOfTests,
  };
  return { id, key, register, assert };
};

/** A device key as WebCrypto makes it; `assert` adds the PIN proof that is given. */
export const createDeviceKey = async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const encodedKey = toBase64Url(asBytes(publicKey.export({ format: "der", type: "spki" })));
  const id = await keyIdOf(encodedKey);
  const register = (options: { readonly label?: string; readonly pin?: string } = {}) => ({
    kind: "device" as const,
    label: options.label ?? "Browser",
    public_key: encodedKey,
    ...(options.pin === undefined ? {} : { pin: options.pin }),
  });
  const assert = (challenge: Bytes, pinProof: PinProof): DeviceEvidence => ({
    kind: "device",
    key_id: id,
    signature: toBase64Url(sign("sha256", challenge, { key: privateKey, dsaEncoding: "ieee-p1363" })),
    pin_proof: pinProof,
  });
  const key: PaymentKey = {
    id,
    kind: "device",
    publicKey: encodedKey,
    label: "Browser",
    enrolledAt: "2026-11-24T12:00:00.000Z",
    way: "fresh_sign_in",
    enrolment: enrolmentOfTests,
  };
  return { id, key, register, assert };
};

/** A nonce as the app makes it: 16 random bytes, base64url. */
export const freshNonce = (): string => toBase64Url(randomBytes(16));

/** Changes one bit of a base64url text's last byte. */
export const flipped = (text: string): string => {
  const bytes = Buffer.from(text, "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return toBase64Url(bytes);
};

export const someChallenge = (): Bytes => asBytes(hash(utf8(freshNonce())));
