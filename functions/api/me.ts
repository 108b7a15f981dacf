import type { MeView } from "../../contracts/http/wallet.ts";
import type { Link } from "../../core/holder/holder.ts";
import { piafChannel } from "../../core/holder/piaf-address.ts";
import { personalWalletIdOf } from "../../core/ids.ts";
import type { WalletStanding } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { keyView } from "../_shared/key-view.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** Who the caller is and what he has. Somebody who has just signed up has no name, keys or wallet yet. */
export const showMe = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder: id } = request.caller;
  const wallet = await personalWalletIdOf(id, EUR);
  const [holder, standing, publicKey] = await Promise.all([
    deps.holders.byId(id),
    deps.standing(wallet),
    deps.push.publicKey(),
  ]);
  const links = holder?.links ?? [];
  const address = links.find(({ channel }) => channel === piafChannel);
  const body: MeView = {
    id,
    name: holder?.name ?? "",
    stage: deps.stage,
    links: links.filter(({ channel }) => channel !== piafChannel).map(linkView),
    ...(address ? { address: { ...accountView(address), channel: "piaf" } } : {}),
    keys: (holder?.keys ?? []).map(keyView),
    ...(publicKey ? { push: { public_key: publicKey } } : {}),
    ...(standing ? { wallet: walletView(standing) } : {}),
  };
  return { status: 200, body };
};

const linkView = (link: Link) => ({ ...accountView(link), linked_at: link.linkedAt });

const accountView = ({ channel, userId, handle }: Link) => ({ channel, user_id: userId, handle });

const walletView = ({ wallet, currency, available, pending, state }: WalletStanding): MeView["wallet"] => ({
  id: wallet,
  currency,
  available: Number(available),
  pending: Number(pending),
  ...(state === "frozen_debits" ? { frozen: "debits" } : {}),
  ...(state === "frozen" ? { frozen: "all" } : {}),
});
