import type {
  BankView,
  PayeeCheckRequest,
  PayeeCheckView,
  PayoutList,
  PayoutRequest,
  PayoutView,
} from "../../../contracts/http/payouts.ts";
import type { ApiResult, Http } from "./http.ts";

/** The part of the API by which money comes from a bank and goes to one. */
export const bankApi = (http: Http) => ({
  bank: (): Promise<ApiResult<BankView>> => http({ method: "GET", path: "/v1/me/bank" }),
  checkPayee: (payee: PayeeCheckRequest): Promise<ApiResult<PayeeCheckView>> =>
    http({ method: "POST", path: "/v1/payouts/check", body: payee }),
  /** What was signed is the record: sending the same again changes nothing. */
  payOut: (signed: PayoutRequest): Promise<ApiResult<PayoutView>> =>
    http({ method: "POST", path: "/v1/payouts", body: signed }),
  payouts: (): Promise<ApiResult<PayoutList>> => http({ method: "GET", path: "/v1/payouts" }),
  payout: (id: string): Promise<ApiResult<PayoutView>> =>
    http({ method: "GET", path: `/v1/payouts/${encodeURIComponent(id)}` }),
});
