import type { Instant } from "../clock.ts";
import type { DeviceKind } from "../device-kind.ts";
import type { HolderId } from "../ids.ts";

/** What somebody agreed to in the app, or took back. */
export type AppConsent = {
  readonly at: Instant;
  readonly what: "notifications";
  readonly did: "agreed" | "withdrawn";
  /** The text, by its name. */
  readonly text?: string | undefined;
};

/** Somebody has signed in: when, and on what kind of device. Neither address nor place. */
type SignInSeen = {
  readonly at: Instant;
  readonly device: DeviceKind;
  readonly browser?: string | undefined;
};

/** What `api` writes into a person's own history. */
export type OwnHistory = {
  noteConsent(holder: HolderId, consent: AppConsent): Promise<void>;
  /** Once a sign-in, however often it is seen. It is forgotten after thirteen months. */
  noteSignIn(holder: HolderId, seen: SignInSeen): Promise<void>;
};
