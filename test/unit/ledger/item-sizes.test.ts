import { describe, expect, it } from "vitest";
import { batchPage, tailElement, tailPage, tailEntry, pageEntries } from "../../../adapters/dynamodb/journal-item.ts";
import { evidenceItem, keptOf } from "../../../adapters/dynamodb/evidence-item.ts";
import { postedRecord } from "../../../adapters/dynamodb/transfer-item.ts";
import { walletItem, walletOf } from "../../../adapters/dynamodb/wallet-item.ts";
import { fullFrom } from "../../../adapters/dynamodb/write-posting.ts";
import type { KeptConsent } from "../../../core/consent/evidence-store.ts";
import { toBase64Url, utf8 } from "../../../core/encoding.ts";
import { type HolderId, type IntentId, personalWalletIdOf, type TransferId, transferIdOf } from "../../../core/ids.ts";
import { maximumAmountMinor } from "../../../core/money/money.ts";
import { EUR } from "../../../core/money/currency.ts";
import { itemSize } from "../../../local/simulation/dynamodb/item-size.ts";

/** Every started kilobyte of an item is paid for, twice in a transaction. */
const kilobyte = 1_024;
const now = Date.parse("2026-11-24T12:00:00.000Z");
const holder = "hol_0123456789abcdefghjkmnpqrs" as HolderId;
const ids = (count: number): Promise<readonly TransferId[]> =>
  Promise.all(
    Array.from({ length: count }, (_, line) =>
      transferIdOf({ payer: holder, intent: "pi_0123456789abcdefghjkmnpqrs" as IntentId, line }),
    ),
  );
const number = (value: bigint) => ({ N: value.toString() });

describe("what the ledger writes for a payment stays below a kilobyte", () => {
  it("a wallet with every limit and a full tail", async () => {
    const id = await personalWalletIdOf(holder, EUR);
    const huge = number(-(10n ** 18n) + 1n);
    const item = {
      ...walletItem({ id, kind: "association", currency: EUR, owner: holder }, now),
      state: { S: "frozen_debits" },
      guards: number(9_999n),
      available: huge,
      held: huge,
      floor: huge,
      room: huge,
      paged: number(10n ** 12n - 1n),
      timeZone: { S: "America/Argentina/ComodRivadavia" },
      ...{ day: { S: "2026-11-24" }, dayLeft: huge, dayLimit: huge },
      ...{ month: { S: "2026-11" }, monthLeft: huge, monthLimit: huge },
      tail: { L: (await ids(fullFrom)).map((transfer) => tailElement({ id: transfer, at: now })) },
    };
    expect(walletOf(item).windows).toHaveLength(2);
    expect(itemSize(item)).toBeLessThan(kilobyte);
  });

  it("the page of a full batch, on a shard", async () => {
    const wallet = await personalWalletIdOf(holder, EUR);
    const page = batchPage("journal", { item: `${wallet}#32`, ids: await ids(49), at: now });
    expect(itemSize(page.Put?.Item ?? {})).toBeLessThan(kilobyte);
    expect(pageEntries(page.Put?.Item ?? {}).map(({ id }) => id)).toEqual(await ids(49));
  });

  it("the page of a full tail", async () => {
    const tail = (await ids(fullFrom)).map((id, index) => tailElement({ id, at: now + index }));
    const page = tailPage("journal", { item: await personalWalletIdOf(holder, EUR), tail });
    expect(itemSize(page.Put?.Item ?? {})).toBeLessThan(kilobyte);
    expect(pageEntries(page.Put?.Item ?? {})).toEqual(tail.map(tailEntry));
  });

  it("the record of the largest transfer", async () => {
    const [id] = await ids(1);
    const wallet = await personalWalletIdOf(holder, EUR);
    const record = postedRecord(
      "transfers",
      {
        ...{ id: id!, version: 12, debit: wallet, credit: wallet, amount: maximumAmountMinor, currency: EUR },
        ...{ code: "payment", ref: "pi_0123456789abcdefghjkmnpqrs", consent: "A".repeat(43) },
        kind: { type: "post_pending", pending: id! },
      },
      { at: new Date(now).toISOString(), reservedIn: { day: "2026-11-24", month: "2026-11" } },
    );
    expect(itemSize(record.Put?.Item ?? {})).toBeLessThan(kilobyte);
  });

  it("the proof of a payment by passkey, which comes back to the letter", () => {
    const bytes = (count: number): string => toBase64Url(new Uint8Array(count).fill(0xa5));
    const clientData = JSON.stringify({
      type: "webauthn.get",
      challenge: bytes(32),
      origin: "https://d111111abcdef8.cloudfront.net",
      crossOrigin: false,
    });
    const kept: KeptConsent = {
      terms: {
        ...{ v: 1, purpose: "pay", stage: "prod", intent: "pi_0123456789abcdefghjkmnpqrs", version: 12, payer: holder },
        lines: [
          {
            ...{ channel: "x", user_id: "1400000000000000102", handle: "a_long_handle_1" },
            ...{ name: "Association des amis de la lecture", amount: 1_234_567 },
          },
        ],
        ...{ currency: "EUR", fee: 0, expires: "2026-11-25T12:00:00.000Z", nonce: bytes(16) },
      },
      evidence: {
        kind: "passkey",
        key_id: "key_0123456789abcdefghjkmnpqrs",
        client_data: toBase64Url(utf8(clientData)),
        authenticator_data: bytes(37),
        signature: bytes(72),
      },
      key: {
        ...{ id: "key_0123456789abcdefghjkmnpqrs", kind: "passkey", public_key: bytes(77) },
        ...{ relying_party: "d111111abcdef8.cloudfront.net", enrolled_at: "2026-11-24T12:00:00.000Z" },
        enrolment: bytes(32),
      },
      keptAt: "2026-11-24T12:00:00.000Z",
    };
    const item = evidenceItem(kept);
    expect(itemSize(item)).toBeLessThanOrEqual(kilobyte);
    expect(keptOf(item)).toEqual(kept);
    // Not the canonical form of any bytes: kept as it was written, since the commitment is over the text.
    const odd = { ...kept, evidence: { ...kept.evidence, signature: "AB" } };
    expect(keptOf(evidenceItem(odd))).toEqual(odd);
  });
});

it("an entry's id and time come back from a tail, also one that was not derived", () => {
  for (const id of ["tr_1", "tr_000001", "tr_seventeen_long", "tr_seventeen_lon", "tr_ÄÖ"] as TransferId[]) {
    expect(tailEntry(tailElement({ id, at: now }))).toEqual({ id, at: now });
  }
});
