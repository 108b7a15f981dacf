import { openApiDocument } from "../../contracts/http/openapi.ts";
import type { Routes, SignedInRequest } from "../_shared/http.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import { listActivity } from "./activity.ts";
import type { ApiDeps } from "./api-deps.ts";
import { summariseActivity } from "./activity-summary.ts";
import { listBlocks, putBlock, removeBlock } from "./blocks.ts";
import { listCases, reportPayment, showCase, stepCase } from "./cases.ts";
import { closeAccount, showClosing } from "./close-account.ts";
import { forgetContact, listContacts, saveContact } from "./contacts.ts";
import { approve, decline, report, retry, takeBack } from "./decisions.ts";
import { idempotent } from "./idempotent.ts";
import { listIntents, showIntent } from "./intents.ts";
import { showLimits } from "./limits.ts";
import { showMe } from "./me.ts";
import { createIntent } from "./new-intent.ts";
import { listPayouts, payOut, showPayout } from "./payouts.ts";
import { createSignInNoter } from "./note-sign-in.ts";
import { replacePreferences, showPreferences } from "./preferences.ts";
import { subscribeToPush, unsubscribeFromPush } from "./push-subscriptions.ts";
import { showReceipt } from "./receipts.ts";
import { returnPayment } from "./returns.ts";
import { showStageKeys } from "./stage-keys.ts";
import { cancelRaise, freeze, lowerLimits, raiseLimits, showChange, unfreeze } from "./wallet-changes.ts";

export const apiRoutes = (deps: ApiDeps): Routes => {
  const noteSignIn = createSignInNoter(deps);
  const signedIn = (route: (request: SignedInRequest, deps: ApiDeps) => Promise<HttpAnswer>) => ({
    signedIn: async (request: SignedInRequest) => {
      const [answer] = await Promise.all([route(request, deps), noteSignIn(request)]);
      return answer;
    },
  });
  return {
    "GET /v1/openapi.json": { open: async () => ({ status: 200, body: openApiDocument() }) },
    "GET /v1/me": signedIn(showMe),
    "GET /v1/intents": signedIn(listIntents),
    "GET /v1/intents/{id}": signedIn(showIntent),
    // The intent itself is the record of an approval and of a refusal: no Idempotency-Key.
    "POST /v1/intents/{id}/approve": signedIn(approve),
    "POST /v1/intents/{id}/decline": signedIn(decline),
    "POST /v1/intents/{id}/report": signedIn(report),
    "POST /v1/intents/{id}/take-back": signedIn(takeBack),
    "POST /v1/intents": { signedIn: idempotent(deps, (request) => createIntent(request, deps)) },
    "POST /v1/intents/{id}/retry": { signedIn: idempotent(deps, (request) => retry(request, deps)) },
    "GET /v1/activity": signedIn(listActivity),
    "GET /v1/activity/summary": signedIn(summariseActivity),
    "GET /v1/me/contacts": signedIn(listContacts),
    "PUT /v1/me/contacts/{channel}/{user_id}": signedIn(saveContact),
    "DELETE /v1/me/contacts/{channel}/{user_id}": signedIn(forgetContact),
    "GET /v1/me/preferences": signedIn(showPreferences),
    "PUT /v1/me/preferences": signedIn(replacePreferences),
    "GET /v1/me/limits": signedIn(showLimits),
    "PUT /v1/me/limits": signedIn(lowerLimits),
    // What was signed is the record of a raise and of an unfreezing: no Idempotency-Key.
    "POST /v1/me/limits/raise": signedIn(raiseLimits),
    "DELETE /v1/me/limits/raise": signedIn(cancelRaise),
    "POST /v1/me/freeze": { signedIn: idempotent(deps, (request) => freeze(request, deps)) },
    "POST /v1/me/unfreeze": signedIn(unfreeze),
    "GET /v1/me/close": signedIn(showClosing),
    "POST /v1/me/close": signedIn(closeAccount),
    "GET /v1/me/changes/{id}": signedIn(showChange),
    "POST /v1/payouts": signedIn(payOut),
    "GET /v1/payouts": signedIn(listPayouts),
    "GET /v1/payouts/{id}": signedIn(showPayout),
    "GET /v1/me/blocks": signedIn(listBlocks),
    "PUT /v1/me/blocks/{channel}/{user_id}": signedIn(putBlock),
    "DELETE /v1/me/blocks/{channel}/{user_id}": signedIn(removeBlock),
    "GET /v1/receipts/{transfer}": signedIn(showReceipt),
    // What was signed is the record of a return: no Idempotency-Key.
    "POST /v1/returns": signedIn(returnPayment),
    // The case itself is the record of a report, and its state of every step: no Idempotency-Key.
    "GET /v1/cases": signedIn(listCases),
    "POST /v1/cases": signedIn(reportPayment),
    "GET /v1/cases/{id}": signedIn(showCase),
    "POST /v1/cases/{id}/steps": signedIn(stepCase),
    "POST /v1/me/push-subscriptions": signedIn(subscribeToPush),
    "DELETE /v1/me/push-subscriptions/{id}": signedIn(unsubscribeFromPush),
    "GET /v1/keys.json": { open: () => showStageKeys(deps) },
  };
};
