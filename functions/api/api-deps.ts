import type { CaseStore } from "../../core/case/case.ts";
import type { CaseRules } from "../../core/case/case-steps.ts";
import type { Clock } from "../../core/clock.ts";
import type { WriterStore } from "../../core/channel/writer.ts";
import type { PayoutStore } from "../../core/bank/payout.ts";
import type { BlockStore } from "../../core/contact/block.ts";
import type { ContactStore } from "../../core/contact/contact.ts";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import type { EnrolmentProofs, Holder, HolderDirectory } from "../../core/holder/holder.ts";
import type { HolderId, WalletId } from "../../core/ids.ts";
import type { IdempotencyStore } from "../../core/idempotency/idempotency.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Ledger, WalletStanding } from "../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../core/ledger/wallet-books.ts";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import type { ControlsStore } from "../../core/limits/controls.ts";
import type { LimitRules } from "../../core/limits/limits.ts";
import type { PreferenceStore } from "../../core/preferences/preferences.ts";
import type { CloseReader } from "../../core/proof/close-store.ts";
import type { RootKey } from "../../core/proof/day-root.ts";
import type { StageKeys } from "../../core/proof/receipt.ts";
import type { OwnHistory } from "../../core/rights/own-history.ts";
import type { PushSubscriptionStore } from "../../core/push/push.ts";
import type { TransferReader } from "../../core/proof/transfer-record.ts";
import type { Log } from "../_shared/log.ts";
import type { Viewer } from "./intent-view.ts";

/** What the stage is known by, and the keys that it signs with now. */
type Published = {
  readonly rootKey: () => Promise<RootKey>;
  readonly identityKeys: () => Promise<StageKeys["identity"]["keys"]>;
  readonly issuer: string;
  readonly clientId: string;
  readonly origins: readonly string[];
  readonly relyingParties: readonly string[];
};

/** All that `api` works with. It reads the ledger and who somebody is; it writes intents and people alone. */
export type ApiDeps = {
  readonly intents: IntentStore;
  readonly holders: HolderDirectory;
  readonly ledger: Pick<Ledger, "balance" | "statement">;
  readonly idempotency: IdempotencyStore;
  readonly contacts: ContactStore;
  readonly blocks: BlockStore;
  readonly preferences: PreferenceStore;
  readonly ownHistory: OwnHistory;
  /** What the owners have made of their wallets: `ledger` writes it. */
  readonly controls: Pick<ControlsStore, "get">;
  /** What is on its way to people's banks: `ledger` and `bank` write it. */
  readonly payouts: Pick<PayoutStore, "get" | "listOf">;
  /** What `ledger` is asked to change. */
  readonly changeRequests: Pick<ChangeRequestStore, "get" | "create">;
  readonly limitRules: LimitRules;
  /** What people have reported of payments. */
  readonly cases: Pick<CaseStore, "get" | "create" | "replace" | "ofHolder">;
  readonly caseRules: CaseRules;
  /** A wallet with what may happen to it. */
  readonly standing: (wallet: WalletId) => Promise<WalletStanding | undefined>;
  /** A wallet with its limits and what is left of them. */
  readonly walletBooks: (wallet: WalletId) => Promise<WalletBooks | undefined>;
  /** The pace of what somebody proposes. */
  readonly writers: WriterStore;
  readonly transfers: TransferReader;
  readonly evidence: Pick<EvidenceStore, "get" | "ofRequest">;
  readonly enrolments: EnrolmentProofs;
  readonly closes: CloseReader;
  readonly published: Published;
  readonly push: {
    readonly subscriptions: PushSubscriptionStore;
    /** Of the push services; see `isPushEndpoint`. */
    readonly hosts: readonly string[];
    /** What phones subscribe with, once `notifier` has published it. */
    readonly publicKey: () => Promise<string | undefined>;
  };
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};

export const viewerOf = (holder: HolderId, known: Holder | undefined, deps: ApiDeps): Viewer => ({
  holder,
  links: known?.links,
  stage: deps.stage,
  now: deps.clock(),
});
