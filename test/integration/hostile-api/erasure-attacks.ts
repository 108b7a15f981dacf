import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { createDynamoChangeRequestStore } from "../../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createCognitoSignIns } from "../../../adapters/identity/cognito-sign-ins.ts";
import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { ClosingView } from "../../../contracts/http/rights.ts";
import { instant } from "../../../core/clock.ts";
import { challengeOf } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { type HolderId, signedRequestIdOf } from "../../../core/ids.ts";
import { type Device, newDeviceKey, newNonce } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import type { WholePiaf } from "../../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly carol: Device; readonly api: DynamoDBClient };

/** Closing and erasing, against the whole of Piaf: who controls `api` can neither close an account nor have anybody erased. */
export const erasureAttacks = (bench: Bench): void => {
  describe("erasure", () => {
    it("is ordered by nobody but the ledger, and done by nobody but eraser", async () => {
      const { api, piaf, carol } = bench();
      const holder = (await carol.me()).id;
      const order = { holder, request: "rq_forged", closedAt: instant(0), pass: "first", step: 0 };
      const due = marshall({ ...order, dueBucket: "due", dueAt: instant(0) });
      const writes = [
        new PutItemCommand({ TableName: piaf.tableName("erasures"), Item: due }),
        new DeleteItemCommand({ TableName: piaf.tableName("holders"), Key: marshall({ pk: holder, sk: "holder" }) }),
        new DeleteItemCommand({ TableName: piaf.tableName("evidence"), Key: marshall({ intent: "pi_1", version: 1 }) }),
      ];
      for (const write of writes) {
        await expect(api.send(write as PutItemCommand)).rejects.toMatchObject({ name: "AccessDeniedException" });
      }
      const { accessKeyId, secretAccessKey, endpoint } = piaf.principalOf("api");
      const environment = {
        ...{ AWS_REGION: "eu-west-3", AWS_ENDPOINT_URL: endpoint },
        ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
      };
      const signIns = createCognitoSignIns({ userPoolId: "eu-west-3_piaf", environment });
      await expect(signIns.remove("carol")).rejects.toThrow("AccessDenied");
    });

    it("does not follow from what somebody else has signed", async () => {
      const { api, piaf, carol } = bench();
      const holder = (await carol.me()).id as HolderId;
      const view = (await carol.call("GET", "/v1/me/close")).body as unknown as ClosingView;
      expect(view.in_the_way).toContain("wallet_not_empty");
      const terms = { ...view.terms, nonce: newNonce() };
      const challenge = await challengeOf(terms);
      const key = await newDeviceKey();
      const evidence = {
        ...({ kind: "device", key_id: carol.keyId, signature: await key.sign(challenge) } as const),
        pin_proof: { mac: "A".repeat(43), expires: Math.floor(Date.now() / 1_000) + 300 },
      };
      const id = await signedRequestIdOf({ holder, challenge: toBase64Url(challenge) });
      const requests = createDynamoChangeRequestStore({ client: api, table: piaf.tableName("intents") });
      const change = { kind: "signed", terms, evidence } as const;
      await requests.create({ id, holder, change, state: "asked", askedAt: instant(Date.now()) });
      const refused = await until("the ledger's judgement", async () => {
        const answer = (await carol.call("GET", `/v1/me/changes/${id}`)).body as unknown as ChangeView;
        return answer.state === "asked" ? undefined : answer;
      });
      expect(refused).toMatchObject({ state: "refused", reason: "evidence_invalid" });
      expect((await carol.me()).wallet).toBeDefined();
    });
  });
};
