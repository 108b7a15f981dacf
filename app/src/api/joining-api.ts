import type { KeyEnrolment } from "../../../contracts/http/enrolment.ts";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { consentTexts } from "../../../contracts/consent-texts.ts";
import type { LinkGrant } from "../links/linking.ts";
import type { ApiResult, Http } from "./http.ts";

/** The part of the API by which somebody comes to have a key, an account that is linked, and money. */
export const joiningApi = ({ http, newId }: { readonly http: Http; readonly newId: () => string }) => ({
  enrolKey: (enrolment: KeyEnrolment): Promise<ApiResult<unknown>> =>
    http({ method: "POST", path: "/v1/me/keys", body: enrolment, idempotencyKey: newId() }),
  /** The account as it stands linked. */
  linkAccount: ({ channel, ...grant }: LinkGrant): Promise<ApiResult<MeView["links"][number]>> =>
    http({ method: "POST", path: linkPath(channel), body: { ...grant, consent: consentTexts.link } }),
  unlink: (channel: string): Promise<ApiResult<unknown>> => http({ method: "DELETE", path: linkPath(channel) }),
  requestTopUp: (wanted: { readonly amount: number; readonly currency: string }): Promise<ApiResult<TopUpView>> =>
    http({ method: "POST", path: "/v1/top-ups", body: wanted, idempotencyKey: newId() }),
  topUp: (id: string): Promise<ApiResult<TopUpView>> =>
    http({ method: "GET", path: `/v1/top-ups/${encodeURIComponent(id)}` }),
});

const linkPath = (channel: string): string => `/v1/me/links/${encodeURIComponent(channel)}`;
