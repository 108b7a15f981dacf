import type { IntentView } from "../../contracts/http/intents.ts";
import type { MeView } from "../../contracts/http/wallet.ts";
import type { DeviceEvidence } from "../../core/consent/evidence.ts";
import { type PaymentTerms, type Terms, challengeOf } from "../../core/consent/terms.ts";
import { toBase64Url } from "../../core/encoding.ts";
import { type KeyId, keyIdOf } from "../../core/ids.ts";
import { until } from "./until.ts";
import type { Answer, WholePiaf } from "./whole-piaf.ts";

/** Somebody's phone as a script: a device key and a PIN, over the same API as the app. */
export type Device = {
  readonly token: string;
  readonly keyId: KeyId;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  readonly me: () => Promise<MeView>;
  /** The caller's intents that wait for him, newest first. */
  readonly open: () => Promise<readonly IntentView[]>;
  readonly intent: (id: string) => Promise<IntentView>;
  readonly sign: (terms: Terms) => Promise<DeviceEvidence>;
  /** Signs the terms that the view shows and sends the approval. */
  readonly approve: (intent: IntentView) => Promise<Answer>;
};

const pin = "271828";

/** A key that nobody has enrolled yet. */
export const newDeviceKey = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const sign = async (challenge: Uint8Array<ArrayBuffer>): Promise<string> =>
    toBase64Url(
      new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, challenge)),
    );
  return { publicKey, keyId: await keyIdOf(publicKey), sign };
};

export const newNonce = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/** Signs somebody in, enrols a device key with a PIN, and waits for the wallet. */
export const enrolDevice = async (piaf: WholePiaf, handle: string): Promise<Device> => {
  const key = await newDeviceKey();
  const { accessToken: token, idToken } = await piaf.identity.tokensFor(handle, { nonce: key.keyId });
  const call = (method: string, path: string, body?: unknown) => piaf.call({ method, path, token, body });
  const enrolled = await call("POST", "/v1/me/keys", {
    key: { kind: "device", label: `${handle}'s phone`, public_key: key.publicKey, pin },
    proof: { way: "fresh_sign_in", id_token: idToken },
  });
  if (enrolled.status >= 300) throw new Error(`the key was not enrolled: ${JSON.stringify(enrolled)}`);
  const me = async () => (await call("GET", "/v1/me")).body as unknown as MeView;
  await until(`${handle}'s wallet`, async () => (await me()).wallet);
  const sign = async (terms: Terms): Promise<DeviceEvidence> => {
    const challenge = await challengeOf(terms);
    const proof = await call("POST", "/v1/me/pin/check", { pin, challenge: toBase64Url(challenge) });
    return {
      kind: "device",
      key_id: key.keyId,
      signature: await key.sign(challenge),
      pin_proof: proof.body["pin_proof"] as unknown as DeviceEvidence["pin_proof"],
    };
  };
  return {
    token,
    keyId: key.keyId,
    call,
    me,
    sign,
    open: async () => (await call("GET", "/v1/intents?status=open")).body["data"] as unknown as IntentView[],
    intent: async (id) => (await call("GET", `/v1/intents/${id}`)).body as unknown as IntentView,
    approve: async (intent) => {
      const terms = { ...intent.terms, nonce: newNonce() } as PaymentTerms;
      return call("POST", `/v1/intents/${intent.id}/approve`, { terms, evidence: await sign(terms) });
    },
  };
};
