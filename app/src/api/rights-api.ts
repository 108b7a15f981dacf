import type { ChangeView } from "../../../contracts/http/limits.ts";
import type {
  ClosingView,
  ConsentList,
  ExportPage,
  HistoryList,
  StatementPage,
} from "../../../contracts/http/rights.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import type { CloseTerms } from "../../../core/consent/terms.ts";
import type { ApiResult, Http } from "./http.ts";

/** The part of the API by which people get what Piaf holds of them. */
export const rightsApi = (http: Http) => ({
  exportPage: (cursor: string | undefined): Promise<ApiResult<ExportPage>> =>
    http({ method: "GET", path: `/v1/me/export${queryOf(cursor)}` }),
  statement: (month: string, cursor: string | undefined): Promise<ApiResult<StatementPage>> =>
    http({ method: "GET", path: `/v1/me/statements/${encodeURIComponent(month)}${queryOf(cursor)}` }),
  consents: (): Promise<ApiResult<ConsentList>> => http({ method: "GET", path: "/v1/me/consents" }),
  history: (): Promise<ApiResult<HistoryList>> => http({ method: "GET", path: "/v1/me/history" }),
  closing: (): Promise<ApiResult<ClosingView>> => http({ method: "GET", path: "/v1/me/close" }),
  /** What was signed is the record of it: sending the same again changes nothing. */
  closeAccount: (signed: { readonly terms: CloseTerms; readonly evidence: Evidence }): Promise<ApiResult<ChangeView>> =>
    http({ method: "POST", path: "/v1/me/close", body: signed }),
});

const queryOf = (cursor: string | undefined): string =>
  cursor === undefined ? "" : `?${new URLSearchParams({ cursor }).toString()}`;
