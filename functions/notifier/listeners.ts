import type { IntentNotice, Notice, ReturnNotice } from "../../contracts/messages/notice.ts";
import type { ChannelName } from "../../core/channel/channel-event.ts";
import type { AccountOwners } from "../../core/holder/holder.ts";
import type { HolderId } from "../../core/ids.ts";

type Account = { readonly channel: ChannelName; readonly userId: string };

/** Somebody whose phones are told of a notice, and what he is to it. */
export type Listener =
  | { readonly holder: HolderId; readonly as: "payer" | "owner" }
  | { readonly holder: HolderId; readonly as: "payee"; readonly accounts: readonly Account[] };

/** Each holder once, the payer first. A payee who has no wallet has no phone to tell. */
export const listenersOf = async (notice: Notice, owners: AccountOwners): Promise<readonly Listener[]> => {
  if (notice.type === "key.enrolled.v1") return [{ holder: notice.holder as HolderId, as: "owner" }];
  if (notice.type === "claim.reminder.v1") return [{ holder: notice.holder as HolderId, as: "payer" }];
  if (notice.type === "case.changed.v1")
    return notice.holders.map((holder) => ({ holder: holder as HolderId, as: "owner" }));
  if (notice.type === "writer.wished.v1") return [];
  const payer = notice.holder as HolderId | undefined;
  const payees = (await payeesOf(notice, owners)).filter(({ holder }) => holder !== payer);
  return payer ? [{ holder: payer, as: "payer" }, ...payees] : payees;
};

const payeesOf = async (
  notice: IntentNotice | ReturnNotice,
  owners: AccountOwners,
): Promise<readonly Extract<Listener, { as: "payee" }>[]> => {
  const payees = notice.type === "intent.changed.v1" ? (notice.payees ?? []) : [notice.payee];
  const found = await Promise.all(
    (payees as readonly Account[]).map(async (account) => ({ account, holder: await owners.ownerOf(account) })),
  );
  const byHolder = Map.groupBy(found, ({ holder }) => holder);
  return [...byHolder].flatMap(([holder, accounts]) =>
    holder ? [{ holder, as: "payee", accounts: accounts.map(({ account }) => account) } as const] : [],
  );
};
