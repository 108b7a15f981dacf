import type { ExportPage, StatementPage } from "../../../contracts/http/rights.ts";
import type { ApiResult, Http } from "./http.ts";

/** The part of the API by which people get what Piaf holds of them. */
export const rightsApi = (http: Http) => ({
  exportPage: (cursor: string | undefined): Promise<ApiResult<ExportPage>> =>
    http({ method: "GET", path: `/v1/me/export${queryOf(cursor)}` }),
  statement: (month: string, cursor: string | undefined): Promise<ApiResult<StatementPage>> =>
    http({ method: "GET", path: `/v1/me/statements/${encodeURIComponent(month)}${queryOf(cursor)}` }),
});

const queryOf = (cursor: string | undefined): string =>
  cursor === undefined ? "" : `?${new URLSearchParams({ cursor }).toString()}`;
