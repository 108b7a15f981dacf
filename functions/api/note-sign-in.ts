import { browserOf, deviceOf } from "../../core/device-kind.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import type { ApiDeps } from "./api-deps.ts";

/** So many sign-ins an instance remembers as noted. */
const remembered = 10_000;

/**
 * Notes, for the person's own history, that somebody has signed in: by the first of his requests that an instance sees. What goes wrong with it
 * keeps nobody from anything.
 */
export const createSignInNoter = ({ ownHistory, log }: Pick<ApiDeps, "ownHistory" | "log">) => {
  const noted = new Set<string>();
  return async ({ caller, headers }: Pick<SignedInRequest, "caller" | "headers">): Promise<void> => {
    const { holder, signedInAt: at } = caller;
    const seen = `${holder} ${at}`;
    if (at === undefined || noted.has(seen)) return;
    if (noted.size >= remembered) noted.clear();
    noted.add(seen);
    const userAgent = headers["user-agent"] ?? "";
    try {
      await ownHistory.noteSignIn(holder, { at, device: deviceOf(userAgent), browser: browserOf(userAgent) });
    } catch (error) {
      noted.delete(seen);
      log.error("sign_in_unnoted", error, { holder });
    }
  };
};
