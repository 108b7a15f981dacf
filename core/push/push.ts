import type { Instant } from "../clock.ts";
import type { HolderId, IntentId } from "../ids.ts";

/** Where one phone's browser takes push messages, and the keys that only it can read them with (Push API, `toJSON`). */
export type PushSubscription = {
  readonly id: string;
  readonly holder: HolderId;
  readonly endpoint: string;
  /** base64url: the browser's public key, and the secret it shares with us. */
  readonly p256dh: string;
  readonly auth: string;
  /** Of the phone, as a BCP 47 tag. */
  readonly language: string;
  readonly subscribedAt: Instant;
};

/** A holder has so many; who subscribes more loses the oldest. */
export const maximumSubscriptions = 20;

export type PushSubscriptionStore = {
  /** The oldest first. */
  ofHolder(holder: HolderId): Promise<readonly PushSubscription[]>;
  /** The endpoint is one browser's: whoever had it before is told nothing there any more. */
  put(subscription: PushSubscription): Promise<void>;
  remove(subscription: Pick<PushSubscription, "holder" | "id">): Promise<"removed" | "unknown">;
};

export type PushKind =
  | "to_approve"
  | "question"
  | "settled"
  | "received"
  | "failed"
  | "reported"
  | "new_key"
  /** Money waits for a payee who has no wallet; he has it; it came back. */
  | "unclaimed"
  | "claimed"
  | "returned"
  /** A payee has sent money back. */
  | "sent_back"
  /** Of a payment that was reported. */
  | "case_changed";

/** A pointer. Amount and name are in it only for who has allowed that. */
export type PushMessage = {
  readonly kind: PushKind;
  readonly intent?: IntentId | undefined;
  readonly language: string;
  readonly details?:
    { readonly amount: number; readonly currency: string; readonly name?: string | undefined } | undefined;
};

/** `gone`: for ever. `refused`: trying again would not help. `unavailable`: it might. */
export type PushOutcome = "sent" | "gone" | "refused" | "unavailable";

export type Pusher = {
  send(subscription: PushSubscription, message: PushMessage): Promise<PushOutcome>;
};

/** The public half of the key that messages are signed by: who holds the key publishes it, who serves the app reads it. */
export type PublishedPushKey = {
  publish(publicKey: string): Promise<void>;
  /** Undefined until it was published for the first time. */
  read(): Promise<string | undefined>;
};
