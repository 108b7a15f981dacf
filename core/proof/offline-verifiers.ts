import type { Evidence, EvidenceFault } from "../consent/evidence.ts";
import type { KeyStatement } from "../consent/key-statement.ts";
import type { PaymentShown } from "../consent/payment-shown.ts";
import type { Bytes } from "../encoding.ts";
import type { Result } from "../result.ts";

/** Claims of a token whose signature holds; what they say is still to be judged. */
type SignedClaims = Readonly<Record<string, unknown>>;

/**
 * The cryptography of others' formats, with the stage's published keys and nothing else. Neither throws for what is merely
 * wrong.
 */
export type OfflineVerifiers = {
  /**
   * A payment key's signature over a challenge, with relying party and origin. Not the PIN proof beside a device key's
   * signature, which only the stage's own secret could judge: the ledger did so before it posted.
   */
  readonly signature: (claim: {
    readonly challenge: Bytes;
    readonly evidence: Evidence;
    readonly key: KeyStatement;
    readonly payment?: PaymentShown | undefined;
  }) => Promise<Result<undefined, EvidenceFault>>;
  /** The claims of a token that a published key of the identity provider signed, whenever that was. */
  readonly idToken: (token: string) => Promise<SignedClaims | undefined>;
};
