import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDynamoChangeRequestStore } from "../../../adapters/dynamodb/dynamo-change-request-store.ts";
import type { BankView, PayeeCheckView, PayoutView } from "../../../contracts/http/payouts.ts";
import type { BankEntryBooked } from "../../../contracts/messages/bank-facts.ts";
import { writeNotification } from "../../../core/bank/account-report.ts";
import { instant } from "../../../core/clock.ts";
import type { SignedChange } from "../../../core/consent/judge-change.ts";
import { challengeOf, type PayoutTerms } from "../../../core/consent/terms.ts";
import type { HolderId, RequestId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type Device, newDeviceKey, newNonce } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import type { WholePiaf } from "../../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly alice: Device; readonly api: DynamoDBClient };

/** Money by bank, against the whole of Piaf: none goes out that its owner has not signed away, none comes in that the bank has not. */
export const bankAttacks = (bench: Bench): void => {
  const arrives = "FR1420041010050500013M02606";
  const comesBack = "AT611904300234573201";
  const available = async (): Promise<number> => (await bench().alice.me()).wallet?.available ?? 0;
  const termsFor = async (iban: string, amount: number): Promise<PayoutTerms> => {
    const body = { iban, name: "Alice Martin", amount };
    const answer = await bench().alice.call("POST", "/v1/payouts/check", body);
    return { ...(answer.body as unknown as PayeeCheckView).terms, nonce: newNonce() } as PayoutTerms;
  };
  const show = async (id: string): Promise<PayoutView> =>
    (await bench().alice.call("GET", `/v1/payouts/${id}`)).body as unknown as PayoutView;
  const payOut = async (terms: PayoutTerms): Promise<PayoutView> => {
    const { alice } = bench();
    const { status, body } = await alice.call("POST", "/v1/payouts", { terms, evidence: await alice.sign(terms) });
    expect([status, body]).toEqual([200, expect.objectContaining({ state: "asked" })]);
    return until("the ledger's judgement", async () => {
      const payout = await show(String(body["id"]));
      return payout.state === "asked" ? undefined : payout;
    });
  };
  const becomes = (id: string, state: string) =>
    until(`the payout ${state}`, async () => (await show(id)).state === state);
  const runBank = () => bench().piaf.invoke("bank", { task: "send_payouts" });
  const tellBank = (what: object) => bench().piaf.call({ method: "POST", path: "/sandbox-bank/script", body: what });
  const denied = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ name: "AccessDeniedException" });

  describe("money by bank", () => {
    it("does not go out by a key of one's own, nor to an account that was not signed, nor by hand", async () => {
      const { piaf, alice, api } = bench();
      const before = await available();
      const terms = await termsFor(arrives, 100);
      const stranger = await newDeviceKey();
      const requests = createDynamoChangeRequestStore({ client: api, table: piaf.tableName("intents") });
      let count = 0;
      const ask = async ({ terms: of, evidence }: SignedChange): Promise<void> => {
        const id = `rq_payout${(count += 1)}` as RequestId;
        const change = { kind: "signed", terms: of, evidence } as const;
        const holder = terms.holder as HolderId;
        expect(await requests.create({ id, holder, change, state: "asked", askedAt: instant(Date.now()) })).toBe(
          "created",
        );
      };
      const honest = await alice.sign(terms);
      await ask({ terms, evidence: { ...honest, signature: await stranger.sign(await challengeOf(terms)) } });
      await ask({ terms: { ...terms, iban: "NL91ABNA0417164300" }, evidence: honest });
      const payout = { id: "po_forged", holder: terms.holder, amount: 100, currency: EUR, iban: "NL91ABNA0417164300" };
      const item = marshall({ ...payout, name: "Mallory", check: "match", state: "held", sendBucket: "held" });
      await denied(api.send(new PutItemCommand({ TableName: piaf.tableName("payouts"), Item: item })));
      const swap = {
        UpdateExpression: "SET iban = :mine",
        ExpressionAttributeValues: { ":mine": { S: "NL91ABNA0417164300" } },
      };
      const Key = marshall({ id: "po_forged" });
      await denied(api.send(new UpdateItemCommand({ TableName: piaf.tableName("payouts"), Key, ...swap })));
      // What is asked for after them is judged after them.
      const last = await payOut(await termsFor(comesBack, 150));
      expect(last.state).toBe("held");
      expect((await alice.call("GET", "/v1/payouts")).body["data"]).toMatchObject([{ id: last.id, amount: 150 }]);
      await runBank();
      await becomes(last.id, "returned");
      await until("the money", async () => (await available()) === before);
    });

    it("does not come in by a forged file, a message on another queue, or a reference that somebody has taken", async () => {
      const { piaf, alice, api } = bench();
      const before = await available();
      const bank = (await alice.call("GET", "/v1/me/bank")).body as unknown as BankView;
      const now = instant(Date.now());
      const file = writeNotification({
        ...{ id: "FORGED", createdAt: now, account: { iban: bank.iban }, currency: EUR },
        entries: [
          {
            reference: "F1",
            amount: 100_000n,
            direction: "credit",
            bookedAt: now,
            remittance: { reference: bank.reference },
          },
        ],
      });
      const headers = {
        "webhook-id": "m",
        "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
        "webhook-signature": "v1,AAAA",
      };
      const answer = await piaf.call({ method: "POST", path: "/webhooks/bank/sandbox", body: file, headers });
      expect(answer.status).toBe(401);
      const place = marshall({ pk: `reference#${bank.reference}`, sk: "holder", holder: "hol_mallory" });
      await denied(api.send(new PutItemCommand({ TableName: piaf.tableName("bank"), Item: place })));
      const { accessKeyId, secretAccessKey, endpoint } = piaf.principalOf("relay");
      const credentials = { accessKeyId, secretAccessKey };
      const relay = new SQSClient({ region: "eu-west-3", endpoint, credentials, useQueueUrlAsEndpoint: false });
      const order: BankEntryBooked = {
        ...{ type: "bank_entry.booked.v1", reference: "F1", amount: 100_000, currency: EUR },
        meaning: { kind: "received", holder: (await alice.me()).id },
      };
      const urlOf = (queue: string): string => `https://sqs.eu-west-3.amazonaws.com/000000000000/piaf-local-${queue}`;
      const send = (queue: string) =>
        relay.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: JSON.stringify(order) }));
      await denied(send("bank"));
      await send("ledger");
      await until("the ledger's refusal", () =>
        readFileSync(join(piaf.dataDir, "logs", "ledger.log"), "utf8").includes("No bank_entry.booked.v1 is taken"),
      );
      expect(await available()).toBe(before);
    });

    it("comes in with the reference, however often the bank tells, and goes out as signed", async () => {
      const { alice } = bench();
      const before = await available();
      const { reference } = (await alice.call("GET", "/v1/me/bank")).body as unknown as BankView;
      await tellBank({ do: "incoming", amount: 1_234, text: `Piaf ${reference}` });
      await until("the transfer", async () => (await available()) === before + 1_234);
      const payout = await payOut(await termsFor(arrives, 1_234));
      await runBank();
      await becomes(payout.id, "settled");
      await tellBank({ do: "told_again" });
      await tellBank({ do: "statement" });
      await until("the statement", () =>
        readFileSync(join(bench().piaf.dataDir, "logs", "bank.log"), "utf8").includes('"entries":4'),
      );
      expect(await available()).toBe(before);
    });
  });
};
