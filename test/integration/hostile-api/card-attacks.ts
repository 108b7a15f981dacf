import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import type { ProviderPaymentVerified } from "../../../contracts/messages/provider-payment.ts";
import type { FundingSecret } from "../../../local/secrets/funding-secret.ts";
import type { Device } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import type { WholePiaf } from "../../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly alice: Device };

/** Money in by card, against the whole of Piaf: what does not come from the provider moves nothing, what does is in the wallet. */
export const cardAttacks = (bench: Bench): void => {
  let count = 0;
  const available = async (): Promise<number> => (await bench().alice.me()).wallet?.available ?? 0;
  const request = async (): Promise<TopUpView> => {
    const { piaf, alice } = bench();
    const answer = await piaf.call({
      ...{ method: "POST", path: "/v1/top-ups", token: alice.token },
      ...{ body: { amount: 2_000, currency: "EUR" }, headers: { "idempotency-key": `card-${(count += 1)}` } },
    });
    expect(answer.status).toBe(200);
    return answer.body as unknown as TopUpView;
  };
  const show = async ({ id }: TopUpView): Promise<TopUpView> =>
    (await bench().alice.call("GET", `/v1/top-ups/${id}`)).body as unknown as TopUpView;
  const pageOf = ({ next }: TopUpView): string => (next as { url: string }).url;
  const paymentOf = (topUp: TopUpView): string => pageOf(topUp).split("/").at(-1)!;
  const event = (payment: string, secret: string) => {
    const body = { id: "evt_forged", type: "payment.updated", payment };
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const hash = createHmac("sha256", secret).update(`evt_forged.${timestamp}.${JSON.stringify(body)}`);
    const headers = {
      ...{ "webhook-id": "evt_forged", "webhook-timestamp": timestamp },
      "webhook-signature": `v1,${hash.digest("base64")}`,
    };
    return bench().piaf.call({ method: "POST", path: "/webhooks/funding/sandbox", body, headers });
  };

  describe("money in by card", () => {
    it("does not come by a forged event, not even by one that is signed right: the payment itself is asked for", async () => {
      const before = await available();
      const topUp = await request();
      expect((await event(paymentOf(topUp), "guessed")).status).toBe(401);
      const secrets = JSON.parse(readFileSync(join(bench().piaf.dataDir, "secrets.json"), "utf8")) as Record<
        string,
        string
      >;
      const { webhook_secrets: secret } = JSON.parse(secrets["piaf/local/funding"]!) as FundingSecret;
      expect((await event(paymentOf(topUp), secret[0])).status).toBe(204);
      expect((await show(topUp)).state).toBe("requested");
      expect(await available()).toBe(before);
    });

    it("is not taken from the queue of payments, whoever got it in there", async () => {
      const { piaf, alice } = bench();
      const before = await available();
      const { accessKeyId, secretAccessKey, endpoint } = piaf.principalOf("relay");
      const credentials = { accessKeyId, secretAccessKey };
      const relay = new SQSClient({ region: "eu-west-3", endpoint, credentials, useQueueUrlAsEndpoint: false });
      const order: ProviderPaymentVerified = {
        ...{ type: "provider_payment.verified.v1", provider: "sandbox", payment: "pay_forged" },
        ...{ holder: (await alice.me()).id, amount: 100_000, currency: "EUR", takeBacks: [] },
      };
      const QueueUrl = "https://sqs.eu-west-3.amazonaws.com/000000000000/piaf-local-ledger";
      await relay.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(order) }));
      await until("the ledger's refusal", () =>
        readFileSync(join(piaf.dataDir, "logs", "ledger.log"), "utf8").includes(
          "No provider_payment.verified.v1 is taken",
        ),
      );
      expect(await available()).toBe(before);
    });

    it("comes when the card was charged, and goes when the payment is disputed", async () => {
      const { piaf } = bench();
      const before = await available();
      const topUp = await request();
      const form = new URLSearchParams({ number: "4242 4242 4242 4242" });
      const page = await fetch(`${piaf.url}${pageOf(topUp)}`, { method: "POST", body: form });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("€20.00 is on its way")]);
      await until("the credit", async () => (await show(topUp)).state === "credited");
      expect(await available()).toBe(before + 2_000);
      const path = `/sandbox-card/script/${paymentOf(topUp)}`;
      await piaf.call({ method: "POST", path, body: { do: "disputed" } });
      await until("the dispute", async () => (await available()) === before);
      expect((await show(topUp)).state).toBe("disputed");
    });
  });
};
