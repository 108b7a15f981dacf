import type { ChannelDirectory, ChannelIdentity } from "../../adapters/channels/channel.ts";
import type { KeyRegistrar } from "../../adapters/webauthn/key-registrar.ts";
import type { Clock } from "../../core/clock.ts";
import type { EvidenceVerifier } from "../../core/consent/evidence.ts";
import type { SignInVerifier } from "../../core/holder/fresh-sign-in.ts";
import type { HolderRegistry } from "../../core/holder/holder.ts";
import type { PinStore } from "../../core/holder/pin-store.ts";
import type { Log } from "../_shared/log.ts";

/** All that `enrol` works with: it alone says who somebody is, and sees PINs. */
export type EnrolDeps = {
  readonly holders: HolderRegistry;
  readonly pins: PinStore;
  readonly registrar: KeyRegistrar;
  readonly verifier: EvidenceVerifier;
  readonly signIns: SignInVerifier;
  /** The networks by name. */
  readonly channels: ReadonlyMap<string, ChannelIdentity>;
  /** Whom to ask what an account's handle is now, by the same names. */
  readonly directories: ReadonlyMap<string, ChannelDirectory>;
  /** Where the app lives: a network may send its answer there only. */
  readonly appOrigins: readonly string[];
  readonly pinSecret: () => Promise<string>;
  /** 16 random bytes for a new PIN. */
  readonly salt: () => Uint8Array;
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};
