import { describe, expect, it } from "vitest";
import type { ApiFault, ApiResult } from "../../../app/src/api/http.ts";
import type { SigningKey } from "../../../app/src/keys/sign-terms.ts";
import { deliverApproval, signPayment } from "../../../app/src/payments/approval.ts";
import type { Approval, IntentView } from "../../../contracts/http/intents.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import { fromBase64Url, toBase64Url } from "../../../core/encoding.ts";
import { keyIdOf } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { alice, sampleIntent } from "./sample-intent.ts";

const me: MeView = { ...alice, name: "Alice", links: [], keys: [] };
const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

const deviceKey = async (): Promise<{ key: SigningKey; publicKey: CryptoKey }> => {
  const pair = await crypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const key = { id: await keyIdOf(publicKey), publicKey, privateKey: pair.privateKey };
  return { key: { kind: "device", key, pin: "274910" }, publicKey: pair.publicKey };
};

const pinService = (answer: ApiResult<{ pin_proof: { mac: string; expires: number } }>) => {
  const asked: { pin: string; challenge: string }[] = [];
  return {
    asked,
    checkPin: (check: { pin: string; challenge: string }) => {
      asked.push(check);
      return Promise.resolve(answer);
    },
  };
};

describe("signing a payment with a device key", () => {
  it("signs the challenge of the displayed terms, with the PIN's proof for that challenge", async () => {
    const { key, publicKey } = await deviceKey();
    const service = pinService(ok({ pin_proof: { mac: "bWFj", expires: 1 } }));
    const signed = await signPayment({ intent: sampleIntent(), me }, key, service);
    if (!signed.ok || signed.value.evidence.kind !== "device") throw new Error("No device evidence.");
    const { terms, evidence } = signed.value;
    const challenge = await challengeOf(terms);
    expect(service.asked).toEqual([{ pin: "274910", challenge: toBase64Url(challenge) }]);
    expect(evidence.pin_proof).toEqual({ mac: "bWFj", expires: 1 });
    expect(await crypto.subtle.verify(ecdsa, publicKey, fromBase64Url(evidence.signature), challenge)).toBe(true);
  });

  it("makes a new nonce each time", async () => {
    const { key } = await deviceKey();
    const service = pinService(ok({ pin_proof: { mac: "bWFj", expires: 1 } }));
    const sign = () => signPayment({ intent: sampleIntent(), me }, key, service);
    const [first, second] = [await sign(), await sign()];
    if (!first.ok || !second.ok) throw new Error("Not signed.");
    expect(first.value.terms.nonce).not.toBe(second.value.terms.nonce);
  });

  it.each<[string, Partial<IntentView>]>([
    ["another amount than it shows", { lines: [{ ...sampleIntent().lines[0]!, amount: 1 }] }],
    ["no terms at all", { terms: undefined }],
  ])("signs nothing when the server sends %s", async (_what, change) => {
    const { key } = await deviceKey();
    const service = pinService(ok({ pin_proof: { mac: "bWFj", expires: 1 } }));
    const intent = { ...sampleIntent(), ...change };
    expect(await signPayment({ intent, me }, key, service)).toEqual(fail("payment_changed"));
    expect(service.asked).toEqual([]);
  });

  it.each<[ApiFault, string]>([
    [{ kind: "refused", code: "pin_wrong", detail: "" }, "pin_wrong"],
    [{ kind: "refused", code: "pin_locked", detail: "" }, "pin_locked"],
    [{ kind: "unknown" }, "no_connection"],
    [{ kind: "signed_out" }, "signed_out"],
  ])("says why there is no signature: %j", async (fault, expected) => {
    const { key } = await deviceKey();
    expect(await signPayment({ intent: sampleIntent(), me }, key, pinService(fail(fault)))).toEqual(fail(expected));
  });
});

const approval = { terms: { intent: "pi_sample" } } as Approval;

const delivering = async (answers: readonly ApiResult<unknown>[]) => {
  const sent: Approval[] = [];
  let unknown = 0;
  const delivery = await deliverApproval(approval, {
    api: {
      approve: (_id, body) => {
        sent.push(body);
        return Promise.resolve(answers[sent.length - 1] ?? ok(undefined));
      },
    },
    pause: () => Promise.resolve(),
    onUnknown: () => (unknown += 1),
  });
  return { delivery, sent, unknown };
};

describe("delivering an approval", () => {
  it("asks again with the very same approval while the outcome is unknown", async () => {
    const lost = fail({ kind: "unknown" } as const);
    const { delivery, sent, unknown } = await delivering([lost, lost, ok(undefined)]);
    expect(delivery).toEqual({ kind: "arrived" });
    expect(sent).toEqual([approval, approval, approval]);
    expect(unknown).toBe(2);
  });

  it("takes 'already approved' as the answer to an approval that had arrived after all", async () => {
    const { delivery } = await delivering([
      fail({ kind: "unknown" }),
      fail({ kind: "refused", code: "intent_approved", detail: "" }),
    ]);
    expect(delivery).toEqual({ kind: "arrived" });
  });

  it("ends with a definite no", async () => {
    const { delivery, sent } = await delivering([fail({ kind: "refused", code: "intent_expired", detail: "" })]);
    expect(delivery).toEqual({ kind: "refused", code: "intent_expired" });
    expect(sent).toHaveLength(1);
  });

  it("ends when the person is signed out", async () => {
    expect((await delivering([fail({ kind: "signed_out" })])).delivery).toEqual({ kind: "signed_out" });
  });
});
