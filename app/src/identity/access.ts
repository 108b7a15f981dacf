import type { Clock } from "../../../core/clock.ts";
import { minuteMs } from "../../../core/clock.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { Vault } from "../storage/vault.ts";
import type { Renewable, Session, SignIn, Tokens } from "./sign-in.ts";

/** Why there is no access token: the session is over, or the provider did not answer. */
export type AccessFault = "ended" | "unknown";

/** The person's access to the API while the page lives. The access token is in memory alone. */
export type Access = {
  /** A token that has some time left, renewed where need be. */
  token(): Promise<Result<string, AccessFault>>;
  /** Another token than the one that the API has just refused. */
  tokenInsteadOf(refused: string): Promise<Result<string, AccessFault>>;
  /** Takes the access away from this browser: what is kept of the person goes, and the refresh token is revoked. */
  end(): Promise<void>;
};

const keptName = "session";

/** Renews so long before the end, so that no request starts with a token that dies on the way. */
const marginMs = minuteMs;

/** The last sign-in of this browser, if it has not been signed out. */
export const keptSession = async (vault: Vault): Promise<Renewable | undefined> => vault.read<Renewable>(keptName);

/** Keeps a sign-in for the next opening of the app. Without a refresh token there is nothing to come back with. */
export const keepSession = async (
  vault: Vault,
  { session, tokens }: { readonly session: Session; readonly tokens: Tokens },
): Promise<void> => {
  const { refreshToken } = tokens;
  if (refreshToken === undefined) await vault.forget(keptName);
  else await vault.write(keptName, { session, refreshToken } satisfies Renewable);
};

/** One at a time among all tabs of the browser: each takes the refresh token that the one before has left. */
export type Turn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export const createAccess = (parts: {
  readonly session: Session;
  /** Of a sign-in that has just been; else the first request renews. */
  readonly tokens: Tokens | undefined;
  readonly signIn: Pick<SignIn, "renew" | "revoke">;
  readonly vault: Vault;
  readonly inTurn: Turn;
  readonly clock: Clock;
}): Access => {
  const { session, signIn, vault, inTurn, clock } = parts;
  const held = ({ accessToken, validMs }: Tokens) => ({ token: accessToken, renewAtMs: clock() + validMs - marginMs });
  let current = parts.tokens && held(parts.tokens);
  let underway: Promise<Result<string, AccessFault>> | undefined;

  const renewInTurn = async (): Promise<Result<string, AccessFault>> => {
    const kept = await keptSession(vault);
    // Signed out in another tab, or somebody else has signed in since.
    if (kept?.session.subject !== session.subject) return fail("ended");
    const renewed = await signIn.renew(kept);
    if (!renewed.ok) {
      if (renewed.fault === "ended") await vault.forget(keptName);
      return renewed;
    }
    const refreshToken = renewed.value.refreshToken ?? kept.refreshToken;
    await keepSession(vault, { session: kept.session, tokens: { ...renewed.value, refreshToken } });
    current = held(renewed.value);
    return ok(current.token);
  };
  const renew = (): Promise<Result<string, AccessFault>> => {
    underway ??= inTurn(renewInTurn).finally(() => (underway = undefined));
    return underway;
  };
  return {
    token: async () => {
      if (current !== undefined && clock() < current.renewAtMs) return ok(current.token);
      const renewed = await renew();
      // It may have a minute left yet; whether it has is the API's to say.
      return !renewed.ok && renewed.fault === "unknown" && current !== undefined ? ok(current.token) : renewed;
    },
    tokenInsteadOf: async (refused) =>
      current !== undefined && current.token !== refused ? ok(current.token) : renew(),
    end: () =>
      inTurn(async () => {
        const kept = await keptSession(vault);
        current = undefined;
        await vault.wipe();
        if (kept !== undefined) await signIn.revoke(kept.refreshToken);
      }),
  };
};
