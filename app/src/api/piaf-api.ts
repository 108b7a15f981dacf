import type { PinProofView } from "../../../contracts/http/enrolment.ts";
import type { Approval, IntentList, IntentView, NewIntent } from "../../../contracts/http/intents.ts";
import type { ContactChange, ContactList, PayeeView, Preferences } from "../../../contracts/http/people.ts";
import type { PushSubscriptionRequest } from "../../../contracts/http/push.ts";
import type { ReceiptView } from "../../../contracts/http/receipt.ts";
import type { ActivityList, ActivityQuery, ActivitySummary, MeView } from "../../../contracts/http/wallet.ts";
import { casesApi } from "./cases-api.ts";
import type { ApiResult, Http } from "./http.ts";
import { bankApi } from "./bank-api.ts";
import { joiningApi } from "./joining-api.ts";
import { limitsApi } from "./limits-api.ts";
import { rightsApi } from "./rights-api.ts";

/** A person by a network's permanent id. */
type Account = { readonly channel: string; readonly user_id: string };

/** A person by what he calls himself there now. */
type Handle = { readonly channel: string; readonly handle: string };

export type PinChange = { readonly pin: string; readonly salt: string; readonly id_token: string };

/** What is looked for in the activity; what is `undefined` is not asked for. */
export type ActivityAsk = {
  readonly [Name in Exclude<keyof ActivityQuery, "limit">]?: ActivityQuery[Name] | undefined;
};

const contactCalls = (http: Http) => {
  const contact = (account: Account): string =>
    `/v1/me/contacts/${encodeURIComponent(account.channel)}/${encodeURIComponent(account.user_id)}`;
  return {
    contacts: (): Promise<ApiResult<ContactList>> => http({ method: "GET", path: "/v1/me/contacts" }),
    saveContact: (account: Account, change: ContactChange): Promise<ApiResult<unknown>> =>
      http({ method: "PUT", path: contact(account), body: change }),
    forgetContact: (account: Account): Promise<ApiResult<unknown>> =>
      http({ method: "DELETE", path: contact(account) }),
  };
};

/** The HTTP API as the app uses it. Every call answers with a result, none throws. */
export type PiafApi = ReturnType<typeof createPiafApi>;

export const createPiafApi = (parts: { readonly http: Http; readonly newId: () => string }) => {
  const { http, newId } = parts;
  const intent = (id: string): string => `/v1/intents/${encodeURIComponent(id)}`;
  return {
    ...contactCalls(http),
    ...joiningApi(parts),
    ...limitsApi(parts),
    ...casesApi(parts),
    ...rightsApi(http),
    ...bankApi(http),
    me: (): Promise<ApiResult<MeView>> => http({ method: "GET", path: "/v1/me" }),
    openIntents: (cursor?: string): Promise<ApiResult<IntentList>> =>
      http({ method: "GET", path: `/v1/intents?${queryOf({ status: "open", limit: 50, cursor })}` }),
    intent: (id: string): Promise<ApiResult<IntentView>> => http({ method: "GET", path: intent(id) }),
    /** The intent itself is the record of an approval: sending the same one again changes nothing. */
    approve: (id: string, approval: Approval): Promise<ApiResult<unknown>> =>
      http({ method: "POST", path: `${intent(id)}/approve`, body: approval }),
    decline: (id: string, version: number): Promise<ApiResult<unknown>> =>
      http({ method: "POST", path: `${intent(id)}/decline`, body: { version } }),
    report: (id: string, version: number): Promise<ApiResult<unknown>> =>
      http({ method: "POST", path: `${intent(id)}/report`, body: { version } }),
    takeBack: (id: string): Promise<ApiResult<unknown>> => http({ method: "POST", path: `${intent(id)}/take-back` }),
    retry: (id: string, version: number): Promise<ApiResult<unknown>> =>
      http({ method: "POST", path: `${intent(id)}/retry`, body: { version }, idempotencyKey: newId() }),
    /** A payment asked for in the app. The same key never makes two. */
    createIntent: (order: NewIntent, idempotencyKey: string): Promise<ApiResult<IntentView>> =>
      http({ method: "POST", path: "/v1/intents", body: order, idempotencyKey }),
    payee: ({ channel, handle }: Handle): Promise<ApiResult<PayeeView>> =>
      http({ method: "GET", path: `/v1/payees/${encodeURIComponent(channel)}/${encodeURIComponent(handle)}` }),
    activity: (cursor?: string): Promise<ApiResult<ActivityList>> =>
      http({ method: "GET", path: `/v1/activity?${queryOf({ limit: 30, cursor })}` }),
    preferences: (): Promise<ApiResult<Preferences>> => http({ method: "GET", path: "/v1/me/preferences" }),
    savePreferences: (preferences: Preferences): Promise<ApiResult<Preferences>> =>
      http({ method: "PUT", path: "/v1/me/preferences", body: preferences }),
    searchActivity: (ask: ActivityAsk): Promise<ApiResult<ActivityList>> =>
      http({ method: "GET", path: `/v1/activity?${queryOf({ limit: 30, ...ask })}` }),
    /** From then on and before then. */
    summary: (time: { readonly from: string; readonly to: string }): Promise<ApiResult<ActivitySummary>> =>
      http({ method: "GET", path: `/v1/activity/summary?${queryOf(time)}` }),
    receipt: (transfer: string): Promise<ApiResult<ReceiptView>> =>
      http({ method: "GET", path: `/v1/receipts/${encodeURIComponent(transfer)}` }),
    removeKey: (id: string): Promise<ApiResult<unknown>> =>
      http({ method: "DELETE", path: `/v1/me/keys/${encodeURIComponent(id)}` }),
    subscribeToPush: (subscription: PushSubscriptionRequest): Promise<ApiResult<unknown>> =>
      http({ method: "POST", path: "/v1/me/push-subscriptions", body: subscription }),
    unsubscribeFromPush: (id: string): Promise<ApiResult<unknown>> =>
      http({ method: "DELETE", path: `/v1/me/push-subscriptions/${encodeURIComponent(id)}` }),
    changePin: (change: PinChange): Promise<ApiResult<unknown>> =>
      http({ method: "PUT", path: "/v1/me/pin", body: change }),
    checkPin: (check: {
      readonly pin: string;
      readonly challenge: string;
    }): Promise<ApiResult<{ readonly pin_proof: PinProofView }>> =>
      http({ method: "POST", path: "/v1/me/pin/check", body: check, idempotencyKey: newId() }),
  };
};

const queryOf = (values: Readonly<Record<string, string | number | undefined>>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
