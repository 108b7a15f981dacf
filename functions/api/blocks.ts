import { type BlockList, blockRequest } from "../../contracts/http/limits.ts";
import { type Block, maximumBlocks } from "../../core/contact/block.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { accountIn, accountNotNamed } from "./account-param.ts";
import type { ApiDeps } from "./api-deps.ts";

/** Whom the caller has blocked or muted. */
export const listBlocks = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body: BlockList = { data: (await deps.blocks.list(request.caller.holder)).map(blockView) };
  return { status: 200, body };
};

/** Blocks or mutes an account; of the two the last one holds. */
export const putBlock = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(blockRequest, request.body);
  if (!body.ok) return body.fault;
  const { holder } = request.caller;
  const account = accountIn(request);
  if (account === undefined) return accountNotNamed();
  const blocks = await deps.blocks.list(holder);
  const isKnown = blocks.some(({ channel, userId }) => channel === account.channel && userId === account.userId);
  if (!isKnown && blocks.length >= maximumBlocks) {
    return problem("too_many_blocks", `Take one back first: ${maximumBlocks} are as many as there may be.`);
  }
  const block: Block = { ...account, ...body.value };
  await deps.blocks.put(holder, block);
  return { status: 200, body: blockView(block) };
};

export const removeBlock = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const account = accountIn(request);
  const outcome = account && (await deps.blocks.remove(request.caller.holder, account));
  return outcome === "removed"
    ? { status: 204 }
    : problem("not_found", "You have not blocked this account: GET /v1/me/blocks lists those you have.");
};

const blockView = ({ channel, userId, mode, handle, name }: Block): BlockList["data"][number] => ({
  channel,
  user_id: userId,
  mode,
  ...(handle === undefined ? {} : { handle }),
  ...(name === undefined ? {} : { name }),
});
