import { beforeAll, describe, expect, it } from "vitest";
import { receipt as receiptSchema, stageKeys } from "../../../contracts/http/receipt.ts";
import type { Receipt } from "../../../core/proof/receipt.ts";
import type { ReceiptFault } from "../../../core/proof/receipt-fault.ts";
import { verifyReceipt } from "../../../core/proof/verify-receipt.ts";
import { createReceiptWorld } from "../../support/receipts.ts";
import { freshNonce } from "../../support/software-authenticator.ts";

let world: Awaited<ReturnType<typeof createReceiptWorld>>;
beforeAll(async () => {
  world = await createReceiptWorld();
});

const faultsOf = async (receipt: Receipt, trust = world.trust): Promise<readonly ReceiptFault[]> =>
  (await verifyReceipt(receipt, trust)).flatMap(({ fault }) => (fault === undefined ? [] : [fault]));

const signed = async (more: Parameters<typeof world.receiptBy>[1] = {}) =>
  world.receiptBy(await world.passkeySigner(), more);

type Path = readonly (string | number)[];

/** Every value in a JSON document that holds no other, with the way to it. */
const leavesOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
    : [path];

const atPath = (value: unknown, path: Path): unknown =>
  path.reduce((at: unknown, name) => (at as Record<string, unknown>)[name], value);

const changedAt = (value: unknown, [name, ...rest]: Path, to: unknown): unknown => {
  if (name === undefined) return to;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = changedAt(copy[name], rest, to);
  return copy;
};

/** Another value of the same kind. The last character of base64url may hold bits that no byte does: it counts too. */
const anotherThan = (value: unknown): unknown => {
  if (typeof value === "number") return value + 1;
  if (value === null) return "A".repeat(43);
  const text = String(value);
  const date = Date.parse(text);
  if (/^\d{4}-.*Z$/.test(text)) return new Date(date + 1_000).toISOString();
  return text.slice(0, -1) + (text.endsWith("A") ? "B" : "A");
};

/** Another value in its bytes too: a character in the middle holds no spare bits. */
const anotherWithin = (value: unknown): unknown => {
  if (typeof value !== "string" || /^\d{4}-.*Z$/.test(value)) return anotherThan(value);
  const middle = Math.floor(value.length / 2);
  return value.slice(0, middle) + (value[middle] === "A" ? "B" : "A") + value.slice(middle + 1);
};

describe("a receipt", () => {
  it("of a passkey's payment holds", async () => {
    const receipt = await world.closed(await signed());
    expect(await faultsOf(receipt)).toEqual([]);
    expect(receiptSchema.parse(JSON.parse(JSON.stringify(receipt)))).toEqual(JSON.parse(JSON.stringify(receipt)));
  });
  it("of a device key that an earlier key admitted holds", async () => {
    expect(await faultsOf(await world.closed(await world.receiptBy(await world.deviceSigner())))).toEqual([]);
  });
  it("of a payment that the browser showed in its own dialog holds, and of another that it showed does not", async () => {
    const total = { currency: "EUR", value: "12.99" };
    const shownAs = async (payeeName: string) =>
      faultsOf(await world.closed(await world.receiptBy(await world.passkeySigner({ shown: { payeeName, total } }))));
    expect(await shownAs("Bob (@bob)")).toEqual([]);
    expect(await shownAs("Mallory (@mallory)")).toEqual(["evidence_other_terms"]);
  });
  it("is read by the published keys in their own form", () => expect(stageKeys.parse(world.keys)).toEqual(world.keys));
  it("before the close says that it is not yet in a root, and that alone", async () => {
    expect(await faultsOf(await signed())).toEqual(["not_in_root"]);
  });
  it("without the consent says that it is withheld", async () => {
    const { consent: _consent, ...receipt } = await world.closed(await signed());
    expect(new Set(await faultsOf(receipt))).toEqual(new Set(["consent_withheld"]));
  });
});

describe("any change of any value in a receipt is seen", () => {
  it.each(["passkey", "device"] as const)("of a %s", async (kind) => {
    const signer = await (kind === "passkey" ? world.passkeySigner() : world.deviceSigner());
    const receipt = JSON.parse(JSON.stringify(await world.closed(await world.receiptBy(signer)))) as Receipt;
    // The version of the document itself is for the schema.
    const paths = leavesOf(receipt).filter((path) => path.length > 1);
    expect(paths.length).toBeGreaterThan(35);
    for (const path of paths) {
      const changed = changedAt(receipt, path, anotherThan(atPath(receipt, path))) as Receipt;
      expect(await faultsOf(changed), path.join(".")).not.toEqual([]);
    }
  });
});

describe("each change has its sentence", () => {
  const changes: readonly (readonly [string, ReceiptFault])[] = [
    ["transfer.id", "transfer_other_payment"],
    ["transfer.debit", "transfer_other_payer"],
    ["transfer.credit", "not_included"],
    ["transfer.amount", "transfer_other_amount"],
    ["transfer.currency", "transfer_other_amount"],
    ["transfer.version", "transfer_other_version"],
    ["transfer.ref", "transfer_other_version"],
    ["transfer.code", "transfer_other_version"],
    ["transfer.posted_at", "not_included"],
    ["transfer.consent", "commitment_wrong"],
    ["consent.terms.stage", "stage_other"],
    ["consent.terms.payer", "transfer_other_payment"],
    ["consent.terms.nonce", "evidence_other_terms"],
    ["consent.terms.lines.0.handle", "evidence_other_terms"],
    ["consent.evidence.key_id", "evidence_other_key"],
    ["consent.evidence.signature", "evidence_signature"],
    ["consent.evidence.client_data", "evidence_other_terms"],
    ["consent.key.public_key", "key_id_wrong"],
    ["consent.key.relying_party", "evidence_other_party"],
    ["consent.key.enrolment", "enrolment_changed"],
    ["consent.enrolment.0.id_token", "enrolment_changed"],
    ["inclusion.index", "not_included"],
    ["inclusion.path.0", "not_included"],
    ["inclusion.root.stage", "root_other_stage"],
    ["inclusion.root.key_id", "root_key_unknown"],
    ["inclusion.root.count", "root_signature"],
    ["inclusion.root.previous", "root_signature"],
    ["inclusion.root.signature", "root_signature"],
  ];
  it.each(changes)("%s: %s", async (path, fault) => {
    const receipt = await world.closed(await signed());
    const at = path.split(".");
    expect(await faultsOf(changedAt(receipt, at, anotherWithin(atPath(receipt, at))) as Receipt)).toContain(fault);
  });
});

describe("a receipt that somebody has made consistent again is seen by what he cannot make", () => {
  it.each([
    ["a token that nobody published has signed", { forged: true }, "id_token_unsigned"],
    ["another provider's token", { claims: { iss: "https://other.example" } }, "id_token_other_app"],
    ["another app's token", { claims: { aud: "other" } }, "id_token_other_app"],
    ["an access token", { claims: { token_use: "access" } }, "id_token_other_app"],
    ["a token for another key", { claims: { nonce: "key_other" } }, "id_token_other_key"],
    ["another person's token", { claims: { sub: "mallory" } }, "id_token_other_person"],
    ["an old sign-in", { claims: { auth_time: Date.parse("2026-11-23T08:00:00.000Z") / 1_000 } }, "sign_in_not_fresh"],
    ["a token without a sign-in", { claims: { auth_time: undefined } }, "sign_in_not_fresh"],
    ["another relying party", { at: { relyingParty: "evil.example" } }, "evidence_other_party"],
    ["another origin", { at: { origin: "https://evil.example" } }, "evidence_other_origin"],
  ] as const)("%s", async (_what, how, fault) => {
    const receipt = await world.closed(await world.receiptBy(await world.passkeySigner(how)));
    expect(await faultsOf(receipt)).toEqual([fault]);
  });

  it.each([
    ["another key", { key: "key_other" }, "enrol_terms_other"],
    ["another holder", { holder: "hol_other" }, "enrol_terms_other"],
    ["too late", { expires: "2026-11-23T08:59:00.000Z" }, "enrol_terms_expired"],
  ] as const)("an earlier key that admitted %s", async (_what, change, fault) => {
    expect(await faultsOf(await world.closed(await world.receiptBy(await world.deviceSigner(change))))).toEqual([
      fault,
    ]);
  });

  it("an enrolment that ends before a sign-in, or goes on after one", async () => {
    const receipt = await world.closed(await world.receiptBy(await world.deviceSigner()));
    const consent = receipt.consent!;
    const [first, second] = consent.enrolment;
    const withChain = (enrolment: typeof consent.enrolment): Receipt => ({
      ...receipt,
      consent: { ...consent, enrolment },
    });
    expect(await faultsOf(withChain([first!]))).toEqual(["enrolment_broken"]);
    expect(await faultsOf(withChain([first!, second!, second!]))).toEqual(["enrolment_broken"]);
  });

  it("terms that had expired, and a key that came later", async () => {
    const expired = await signed({ terms: { expires: "2026-11-24T11:00:00.000Z" } });
    expect(await faultsOf(await world.closed(expired))).toEqual(["terms_expired"]);
    const early = await signed({ transfer: { posted_at: "2026-11-22T12:00:00.000Z" } });
    expect(await faultsOf(await world.closed(early, 4, { day: "2026-11-22" }))).toEqual(["enrolled_later"]);
  });

  it("a root of another day or stage, and one that an unpublished key signed", async () => {
    const open = await signed();
    expect(await faultsOf(await world.closed(open, 4, { day: "2026-11-23" }))).toEqual(["root_other_day"]);
    expect(await faultsOf(await world.closed(open, 4, { stage: "other" }))).toEqual(["root_other_stage"]);
    const stranger = await world.newRootKey();
    const closed = await world.closed(open);
    const root = await stranger.signRoot(closed.inclusion!.root);
    expect(await faultsOf({ ...closed, inclusion: { ...closed.inclusion!, root } })).toEqual(["root_key_unknown"]);
    const posing = { ...root, key_id: closed.inclusion!.root.key_id };
    expect(await faultsOf({ ...closed, inclusion: { ...closed.inclusion!, root: posing } })).toEqual([
      "root_signature",
    ]);
  });

  it("other terms under the old evidence", async () => {
    const receipt = await world.closed(await signed());
    const consent = { ...receipt.consent!, terms: { ...receipt.consent!.terms, nonce: freshNonce() } };
    expect(await faultsOf({ ...receipt, consent })).toEqual(["evidence_other_terms", "commitment_wrong"]);
  });
});
