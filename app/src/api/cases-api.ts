import type { CaseList, CaseRequest, CaseStepRequest, CaseView } from "../../../contracts/http/cases.ts";
import type { ApiResult, Http } from "./http.ts";

/** The part of the API by which problems with payments are reported. */
export const casesApi = ({ http }: { readonly http: Http }) => {
  const place = (id: string): string => `/v1/cases/${encodeURIComponent(id)}`;
  return {
    cases: (): Promise<ApiResult<CaseList>> => http({ method: "GET", path: "/v1/cases" }),
    case: (id: string): Promise<ApiResult<CaseView>> => http({ method: "GET", path: place(id) }),
    /** A payment has one case for each who reports it: sending it again changes nothing. */
    reportPayment: (report: CaseRequest): Promise<ApiResult<CaseView>> =>
      http({ method: "POST", path: "/v1/cases", body: report }),
    stepCase: (id: string, step: CaseStepRequest): Promise<ApiResult<CaseView>> =>
      http({ method: "POST", path: `${place(id)}/steps`, body: step }),
  };
};
