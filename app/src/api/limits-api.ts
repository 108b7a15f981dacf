import type {
  BlockList,
  ChangeView,
  FreezeRequest,
  LimitNumbersView,
  LimitsView,
  RaiseRequest,
  UnfreezeRequest,
} from "../../../contracts/http/limits.ts";
import type { ReturnRequest } from "../../../contracts/http/returns.ts";
import type { ApiResult, Http } from "./http.ts";

type Block = BlockList["data"][number];
type Account = { readonly channel: string; readonly user_id: string };

/** The part of the API by which a person says what the wallet may do, and of whom he wants to hear. */
export const limitsApi = ({ http, newId }: { readonly http: Http; readonly newId: () => string }) => {
  const block = ({ channel, user_id: user }: Account): string =>
    `/v1/me/blocks/${encodeURIComponent(channel)}/${encodeURIComponent(user)}`;
  return {
    limits: (): Promise<ApiResult<LimitsView>> => http({ method: "GET", path: "/v1/me/limits" }),
    lowerLimits: (limits: LimitNumbersView): Promise<ApiResult<ChangeView>> =>
      http({ method: "PUT", path: "/v1/me/limits", body: { limits } }),
    raiseLimits: (signed: RaiseRequest): Promise<ApiResult<ChangeView>> =>
      http({ method: "POST", path: "/v1/me/limits/raise", body: signed }),
    cancelRaise: (): Promise<ApiResult<ChangeView>> => http({ method: "DELETE", path: "/v1/me/limits/raise" }),
    freeze: (what: FreezeRequest["what"]): Promise<ApiResult<ChangeView>> =>
      http({ method: "POST", path: "/v1/me/freeze", body: { what }, idempotencyKey: newId() }),
    unfreeze: (signed: UnfreezeRequest): Promise<ApiResult<ChangeView>> =>
      http({ method: "POST", path: "/v1/me/unfreeze", body: signed }),
    sendBack: (signed: ReturnRequest): Promise<ApiResult<ChangeView>> =>
      http({ method: "POST", path: "/v1/returns", body: signed }),
    /** What has become of a change. */
    change: (id: string): Promise<ApiResult<ChangeView>> =>
      http({ method: "GET", path: `/v1/me/changes/${encodeURIComponent(id)}` }),
    blocks: (): Promise<ApiResult<BlockList>> => http({ method: "GET", path: "/v1/me/blocks" }),
    block: (account: Account & Pick<Block, "handle" | "name">, mode: Block["mode"]): Promise<ApiResult<unknown>> =>
      http({ method: "PUT", path: block(account), body: { mode, handle: account.handle, name: account.name } }),
    unblock: (account: Account): Promise<ApiResult<unknown>> => http({ method: "DELETE", path: block(account) }),
  };
};
