import { describe, expect, it } from "vitest";
import { createDynamoChangeRequestStore } from "../../../adapters/dynamodb/dynamo-change-request-store.ts";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ChangeView, LimitsView } from "../../../contracts/http/limits.ts";
import { instant } from "../../../core/clock.ts";
import type { DeviceEvidence } from "../../../core/consent/evidence.ts";
import { challengeOf, type LimitTerms } from "../../../core/consent/terms.ts";
import type { HolderId, RequestId } from "../../../core/ids.ts";
import type { ChangeRequest } from "../../../core/limits/change-request.ts";
import { type Device, newDeviceKey, newNonce } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import type { WholePiaf } from "../../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly carol: Device; readonly api: DynamoDBClient };

/** Limits and freezes, against the whole of Piaf: who controls `api` can hinder, and let nothing more through. */
export const limitAttacks = (bench: Bench): void => {
  let count = 0;
  const limits = async (): Promise<LimitsView> =>
    (await bench().carol.call("GET", "/v1/me/limits")).body as unknown as LimitsView;
  const asks = async (change: ChangeRequest["change"]): Promise<ChangeRequest> => {
    const { api, piaf, carol } = bench();
    const requests = createDynamoChangeRequestStore({ client: api, table: piaf.tableName("intents") });
    const holder = (await carol.me()).id as HolderId;
    const id = `rq_forged${(count += 1)}` as RequestId;
    const request: ChangeRequest = { id, holder, change, state: "asked", askedAt: instant(Date.now()) };
    expect(await requests.create(request)).toBe("created");
    return request;
  };
  const judged = ({ id }: Pick<ChangeView, "id">): Promise<ChangeView> =>
    until(`the ledger's judgement of ${id}`, async () => {
      const view = (await bench().carol.call("GET", `/v1/me/changes/${id}`)).body as unknown as ChangeView;
      return view.state === "asked" ? undefined : view;
    });
  const changed = async (answer: Promise<{ status: number; body: Record<string, unknown> }>): Promise<ChangeView> => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, expect.objectContaining({ state: "asked" })]);
    return judged(body as unknown as ChangeView);
  };
  const raise = async (day: number): Promise<LimitTerms> => ({
    ...(await limits()).terms.limit,
    limits: { day },
    nonce: newNonce(),
  });

  describe("limits", () => {
    it("are lowered without a signature, and by that never raised", async () => {
      const before = await limits();
      expect(before).toMatchObject({ level: "full", limits: before.level_limits });
      const lowered = await changed(bench().carol.call("PUT", "/v1/me/limits", { limits: { day: 5_000 } }));
      expect(lowered).toMatchObject({ state: "done" });
      await judged(await asks({ kind: "lower", limits: { day: 10n ** 9n } }));
      await judged(await asks({ kind: "cancel" }));
      expect((await limits()).limits).toEqual({ ...before.limits, day: 5_000 });
      const higher = await bench().carol.call("PUT", "/v1/me/limits", { limits: { day: 5_001 } });
      expect(higher.body).toMatchObject({ code: "limit_not_lower", param: "limits.day" });
    });

    it("are not raised by a key of one's own, nor by what was signed of another amount", async () => {
      const terms = await raise(50_000);
      const key = await newDeviceKey();
      const evidence: DeviceEvidence = {
        ...{ kind: "device", key_id: bench().carol.keyId, signature: await key.sign(await challengeOf(terms)) },
        pin_proof: { mac: "A".repeat(43), expires: Math.floor(Date.now() / 1_000) + 300 },
      };
      const { api, piaf, carol } = bench();
      const honest = await carol.sign(terms);
      await asks({ kind: "signed", terms, evidence });
      await asks({ kind: "signed", terms: { ...terms, limits: { day: 90_000 } }, evidence: honest });
      const effective = instant(Date.now() + 1_000);
      await asks({ kind: "signed", terms: { ...terms, effective }, evidence: honest });
      const own = marshall({ pk: terms.holder, sk: "controls", revision: 99, limits: {} });
      const write = api.send(new PutItemCommand({ TableName: piaf.tableName("controls"), Item: own }));
      await expect(write).rejects.toMatchObject({ name: "AccessDeniedException" });
      // What is asked for after them is judged after them.
      const last = await changed(carol.call("POST", "/v1/me/limits/raise", { terms, evidence: honest }));
      expect(last).toMatchObject({ state: "done" });
      const { limits: now, pending } = await limits();
      expect(now.day).toBe(5_000);
      expect(pending).toMatchObject([{ limits: { day: 50_000 }, effective: terms.effective }]);
      await changed(carol.call("DELETE", "/v1/me/limits/raise"));
      expect((await limits()).pending).toEqual([]);
    });
  });

  describe("a frozen wallet", () => {
    it("is frozen by a tap, and thawed by its owner's signature alone", async () => {
      const { piaf, carol } = bench();
      const frozen = piaf.call({
        ...{ method: "POST", path: "/v1/me/freeze", token: carol.token, body: { what: "all" } },
        headers: { "idempotency-key": "freeze-1" },
      });
      expect(await changed(frozen)).toMatchObject({ state: "done" });
      expect((await limits()).frozen).toEqual({ what: "all", by: "owner" });
      const terms = { ...(await limits()).terms.unfreeze, nonce: newNonce() };
      const evidence = await carol.sign(terms);
      await asks({ kind: "signed", terms: { ...terms, nonce: newNonce() }, evidence });
      expect(await changed(carol.call("POST", "/v1/me/unfreeze", { terms, evidence }))).toMatchObject({
        state: "done",
      });
      expect((await limits()).frozen).toBeUndefined();
    });
  });
};
