import type { ChangeRefusal, SignedChange } from "../consent/judge-change.ts";
import type { Instant } from "../clock.ts";
import type { HolderId, RequestId } from "../ids.ts";
import type { Refusal } from "../ledger/ledger.ts";
import type { AskedChange } from "./change.ts";

/** What a person asks `ledger` to change of the own wallet, as `api` writes it down for the relay. */
export type ChangeRequest = {
  readonly id: RequestId;
  readonly holder: HolderId;
  readonly change: AskedChange | ({ readonly kind: "signed" } & SignedChange);
  readonly state: "asked" | "done" | "refused";
  /** Of a payout also why the ledger did not reserve the money. */
  readonly reason?: ChangeRefusal | Refusal | undefined;
  readonly askedAt: Instant;
};

export type ChangeRequestStore = {
  get(id: RequestId): Promise<ChangeRequest | undefined>;
  /** One conditional write: what was asked for under the id stays. */
  create(request: ChangeRequest): Promise<"created" | "exists">;
  /** What became of it. Of what nobody has asked for, nothing is kept. */
  mark(id: RequestId, end: Pick<ChangeRequest, "reason"> & { readonly state: "done" | "refused" }): Promise<void>;
  /** Those that nothing has become of for two minutes, a few of them. */
  listDue(at: Instant): Promise<readonly RequestId[]>;
  /** Writes it once more, so that the stream tells the relay again. */
  touch(id: RequestId, at: Instant): Promise<void>;
};
