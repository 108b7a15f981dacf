import { type Preferences as PreferencesView, preferences } from "../../contracts/http/people.ts";
import type { Preferences } from "../../core/preferences/preferences.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** What the caller has chosen, and what holds where he has chosen nothing. */
export const showPreferences = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body: PreferencesView = preferences.parse(viewOf(await deps.preferences.get(request.caller.holder)));
  return { status: 200, body };
};

/** All of them at once: what the request leaves out is as if it had never been chosen. */
export const replacePreferences = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(preferences, request.body);
  if (!body.ok) return body.fault;
  await deps.preferences.replace(request.caller.holder, chosenIn(body.value));
  return { status: 200, body: body.value };
};

const viewOf = ({ notifications, pushDetails, hideBalance, ...others }: Preferences) => ({
  ...others,
  notifications: notifications && {
    to_approve: notifications.toApprove,
    received: notifications.received,
    failed: notifications.failed,
  },
  push_details: pushDetails,
  hide_balance: hideBalance,
});

const chosenIn = ({ notifications, push_details, hide_balance, ...others }: PreferencesView): Preferences => ({
  ...others,
  notifications: {
    toApprove: notifications.to_approve,
    received: notifications.received,
    failed: notifications.failed,
  },
  pushDetails: push_details,
  hideBalance: hide_balance,
});
