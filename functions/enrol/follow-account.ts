import type { AccountEventReceived } from "../../contracts/messages/account-event.ts";
import { epochMs } from "../../core/clock.ts";
import type { HolderId } from "../../core/ids.ts";
import type { Holder, Link } from "../../core/holder/holder.ts";
import type { EnrolDeps } from "./enrol-deps.ts";

/**
 * What a network has told of an account, to whose it is. The event only says where to look: a handle is the one that the
 * network answers with now, so that whoever could send here would rename nobody. Safe to repeat and to reorder. Throws
 * when the network does not answer: the queue delivers the event again.
 */
export const followAccount = async ({ event, receivedAt }: AccountEventReceived, deps: EnrolDeps): Promise<void> => {
  const { channel, userId } = event;
  const holder = deps.channels.has(channel) ? await deps.holders.byLink({ channel, userId }) : undefined;
  const link = holder?.links.find((one) => one.channel === channel && one.userId === userId);
  if (holder === undefined || link === undefined) return;
  if (event.type === "handle_changed") return takeHandle({ holder: holder.id, link }, deps);
  return endLink({ holder, link, at: event.at ?? receivedAt }, deps);
};

const takeHandle = async (
  { holder, link }: { readonly holder: HolderId; readonly link: Link },
  deps: EnrolDeps,
): Promise<void> => {
  const { channel } = link;
  const user = await deps.directories.get(channel)?.byId(link.userId);
  if (user?.ok !== true) throw new Error(`The network ${channel} did not say what an account is called now.`);
  if (user.value.id !== link.userId || user.value.handle === link.handle) return;
  const outcome = await deps.holders.renameLink(holder, link, user.value.handle);
  deps.log.info("account_renamed", { holder, channel, outcome });
};

/** What was taken back before the account was linked again is not taken back again. */
const endLink = async (
  { holder, link, at }: { readonly holder: Holder; readonly link: Link; readonly at: string },
  deps: EnrolDeps,
): Promise<void> => {
  if (epochMs(link.linkedAt) > epochMs(at)) return;
  const outcome = await deps.holders.unlink(holder.id, link, "network");
  deps.log.info("account_unlinked", { holder: holder.id, channel: link.channel, reason: outcome });
};
