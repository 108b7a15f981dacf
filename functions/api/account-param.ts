import type { Account } from "../../core/channel/writer.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";

/** The account that a route's path names by `channel` and `user_id`; undefined for what is none. */
export const accountIn = ({ params }: SignedInRequest): Account | undefined => {
  const { channel = "", user_id: userId = "" } = params;
  const isName = (text: string, longest: number) => text !== "" && text.length <= longest && !text.includes("#");
  return isName(channel, 32) && isName(userId, 64) ? { channel, userId } : undefined;
};

export const accountNotNamed = (): HttpAnswer =>
  problem("bad_request", "Name the account by channel and user_id, of at most 64 letters.");
