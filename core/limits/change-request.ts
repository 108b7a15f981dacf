import type { ChangeRefusal } from "../consent/judge-change.ts";
import type { Evidence } from "../consent/evidence.ts";
import type { OwnerTerms } from "../consent/terms.ts";
import type { Instant } from "../clock.ts";
import type { HolderId, RequestId } from "../ids.ts";
import type { ReturnRefusal } from "../returns/judge-return.ts";
import type { AskedChange } from "./change.ts";

/** What the owner of a wallet has signed of it. */
export type SignedByOwner = { readonly terms: OwnerTerms; readonly evidence: Evidence };

/** What a person asks `ledger` to change of the own wallet, as `api` writes it down for the relay. */
export type ChangeRequest = {
  readonly id: RequestId;
  readonly holder: HolderId;
  readonly change: AskedChange | ({ readonly kind: "signed" } & SignedByOwner);
  readonly state: "asked" | "done" | "refused";
  /** Of a payout or a return also why the ledger did not post it. */
  readonly reason?: ChangeRefusal | ReturnRefusal | undefined;
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
