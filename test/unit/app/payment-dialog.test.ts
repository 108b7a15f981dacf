import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createEvidenceVerifier } from "../../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../../adapters/webauthn/relying-parties.ts";
import type { KeyView } from "../../../contracts/http/wallet.ts";
import type { PaymentShown } from "../../../core/consent/payment-shown.ts";
import { fromBase64Url, toBase64Url } from "../../../core/encoding.ts";
import type { HolderId } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { createPasskey, someChallenge } from "../../support/software-authenticator.ts";

const origin = "http://alice.localhost:4400";
const place = { origin, relyingParty: "alice.localhost" };
const payment: PaymentShown = { payeeName: "Bob (@bob)", total: { currency: "EUR", value: "12.99" } };
const challenge = someChallenge();
const passkey = await createPasskey(place);
const key: KeyView = {
  id: passkey.id,
  kind: "passkey",
  label: "Phone",
  credential_id: toBase64Url(fromBase64Url(passkey.key.credentialId ?? "")),
  relying_party: place.relyingParty,
  enrolled_at: "2026-11-24T12:00:00.000Z",
  way: "fresh_sign_in",
};

type Data = { challenge: Uint8Array<ArrayBuffer>; payeeName: string; rpId: string; instrument: object };

/** A browser's dialog: shows what it is told to, signs what it shows, and says no when it is told to. */
const browserThat = (does: {
  readonly available?: string;
  readonly refuses?: "constructor" | "canMakePayment" | string;
}) => {
  const shown: unknown[] = [];
  class PaymentRequest {
    static securePaymentConfirmationAvailability = () => Promise.resolve(does.available ?? "available");
    readonly data: Data;
    readonly total: object;
    constructor(methods: readonly { data: Data }[], details: { total: { amount: object } }) {
      if (does.refuses === "constructor") throw new DOMException("no permission", "SecurityError");
      this.data = methods[0]!.data;
      this.total = details.total.amount;
    }
    canMakePayment = () => Promise.resolve(does.refuses !== "canMakePayment");
    show = async () => {
      const { payeeName, rpId, instrument } = this.data;
      shown.push(payeeName);
      if (does.refuses !== undefined) throw new DOMException("no", does.refuses);
      const signed = passkey.assert(this.data.challenge, {
        payment: { rpId, topOrigin: origin, payeeName, total: this.total, instrument },
      });
      const bytes = (text: string) => fromBase64Url(text).buffer;
      const response = {
        clientDataJSON: bytes(signed.client_data),
        authenticatorData: bytes(signed.authenticator_data),
        signature: bytes(signed.signature),
      };
      return { details: { id: key.credential_id, response }, complete: () => Promise.resolve() };
    };
  }
  vi.stubGlobal("PaymentRequest", PaymentRequest);
  return shown;
};

/** The module remembers that it was passed over: each test loads it afresh, as a page does. */
const confirm = async () => {
  const { confirmInDialog } = await import("../../../app/src/keys/payment-dialog.ts");
  return confirmInDialog(payment, { challenge, keys: [key] });
};

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("location", { hostname: place.relyingParty });
  vi.stubGlobal("document", { baseURI: `${origin}/app/` });
});
afterEach(() => vi.unstubAllGlobals());

describe("the browser's payment dialog", () => {
  it("gives evidence that the ledger's verifier takes for what was shown", async () => {
    browserThat({});
    const confirmed = await confirm();
    if (!confirmed.ok) throw new Error(confirmed.fault);
    const verifier = createEvidenceVerifier({
      parties: relyingPartiesOf(origin),
      pinSecret: () => Promise.reject(new Error("No PIN is asked for.")),
      clock: () => 0,
    });
    const claim = { challenge, evidence: confirmed.value, key: passkey.key, holder: "hol_alice" as HolderId };
    expect(await verifier.verify({ ...claim, payment })).toEqual(ok(undefined));
    const dearer = { ...payment, total: { currency: "EUR", value: "13.00" } };
    expect(await verifier.verify({ ...claim, payment: dearer })).toEqual(fail("payment_mismatch"));
  });

  it.each([
    ["has none", undefined],
    ["has it switched off", { available: "unavailable-feature-not-enabled" }],
    ["forbids it in this frame", { refuses: "constructor" }],
    ["cannot make the payment", { refuses: "canMakePayment" }],
    ["fails to show it", { refuses: "NotSupportedError" }],
  ])("leaves the ordinary way open where the browser %s", async (_how, does) => {
    if (does !== undefined) browserThat(does);
    expect(await confirm()).toEqual(fail("not_available"));
  });

  it("takes a no for a no, and is not asked again: it may have been the dialog that did not know the key", async () => {
    const shown = browserThat({ refuses: "NotAllowedError" });
    expect(await confirm()).toEqual(fail("dismissed"));
    expect(await confirm()).toEqual(fail("not_available"));
    expect(shown).toHaveLength(1);
  });
});
