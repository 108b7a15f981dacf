import type { Clock } from "../../core/clock.ts";
import type { PiafApi } from "./api/piaf-api.ts";
import type { Access } from "./identity/access.ts";
import { type Live, startLive } from "./live.ts";
import { createPhonePush, type PhonePush, pushBrowser } from "./push/subscribe.ts";
import type { Wallet } from "./wallet/wallet.ts";

export type Hearing = Live & { readonly push: PhonePush };

/** How the phone hears of changes: while the app is seen from the server itself, while it is closed by push. */
export const startHearing = (parts: {
  readonly api: PiafApi;
  readonly access: Pick<Access, "token">;
  readonly wallet: Pick<Wallet, "store" | "refresh" | "expecting">;
  readonly clock: Clock;
  /** The server's time. */
  readonly serverClock: Clock;
}): Hearing => {
  const { api, access, wallet, clock, serverClock } = parts;
  const live = startLive({
    read: wallet.refresh,
    expecting: wallet.expecting,
    token: async () => {
      const token = await access.token();
      return token.ok ? token.value : undefined;
    },
    clock,
    serverClock,
  });
  const push = createPhonePush({
    api,
    browser: pushBrowser(),
    publicKey: async () => {
      const known = (): string | undefined => wallet.store.get().me?.push?.public_key;
      if (known() === undefined) await wallet.refresh();
      return known();
    },
  });
  return { ...live, push };
};
