import type { ChannelDirectory, DirectoryFault } from "../../adapters/channels/channel.ts";
import type { PayeeView } from "../../contracts/http/people.ts";
import type { ChannelUser } from "../../core/channel/channel-event.ts";
import type { Clock } from "../../core/clock.ts";
import { type LookupCounter, lookupsPerMinute } from "../../core/contact/lookup-counter.ts";
import type { HolderDirectory } from "../../core/holder/holder.ts";
import { piafChannel, piafUserIdOf } from "../../core/holder/piaf-address.ts";
import { lineTo } from "../../core/intent/lines-as-known.ts";
import { type Result, fail, ok } from "../../core/result.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import type { Log } from "../_shared/log.ts";
import { type HttpAnswer, problem, tooMuch } from "../_shared/problem.ts";

export type LookupDeps = {
  /** The networks by name. */
  readonly directories: ReadonlyMap<string, ChannelDirectory>;
  readonly holders: HolderDirectory;
  readonly lookups: LookupCounter;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * `GET /v1/payees/{channel}/{handle}`: who goes by a handle, with the permanent id that a payment names him by. It says
 * of somebody's being at Piaf what the approval screen would, and so often a minute only: it is no way to a list.
 */
export const findPayee = async (request: SignedInRequest, deps: LookupDeps): Promise<HttpAnswer> => {
  const { channel = "", handle: written = "" } = request.params;
  const handle = written.replace(/^[@＠]/u, "");
  if (channel !== piafChannel && !deps.directories.has(channel)) {
    return problem("not_found", "Piaf does not know this network.", "channel");
  }
  if ((await deps.lookups.count(request.caller.holder, deps.clock())) > lookupsPerMinute) {
    return tooMuch(`Wait a minute: no more than ${lookupsPerMinute} people are looked up in one.`);
  }
  const found = await find({ channel, handle }, deps);
  if (!found.ok) return unfound(found.fault);
  const { id: userId, handle: shown, name, picture } = found.value;
  const holder = await deps.holders.byLink({ channel, userId });
  const payee = { channel, userId, handle: shown, name };
  const { check = "unknown" } = lineTo({ payee, amount: 0n, asked: payee }, holder);
  const body: PayeeView = { channel, user_id: userId, handle: shown, name, ...(picture ? { picture } : {}), check };
  return { status: 200, body };
};

const find = async (
  { channel, handle }: { readonly channel: string; readonly handle: string },
  { directories, holders }: LookupDeps,
): Promise<Result<ChannelUser, DirectoryFault>> => {
  const network = directories.get(channel);
  if (network !== undefined) return network.find(handle);
  const userId = piafUserIdOf(handle);
  const holder = await holders.byLink({ channel, userId });
  return holder === undefined ? fail("unknown") : ok({ id: userId, handle: handle.toLowerCase(), name: holder.name });
};

const unfound = (fault: DirectoryFault): HttpAnswer =>
  fault === "unknown"
    ? problem("payee_unknown", "Nobody goes by this handle there: check how it is written.", "handle")
    : problem("network_unavailable", "The network does not answer: try again in a while, or pay by a Piaf address.");
