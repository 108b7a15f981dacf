import * as z from "zod";
import { caseList, caseRequest, caseStepRequest, caseView } from "./cases.ts";
import { keyEnrolment, linkRequest, pinChange, pinCheck, pinChecked } from "./enrolment.ts";
import { approval, intentList, intentQuery, intentView, newIntent, versionOnly } from "./intents.ts";
import {
  blockList,
  blockRequest,
  blockView,
  changeView,
  freezeRequest,
  limitsView,
  lowerRequest,
  raiseRequest,
  unfreezeRequest,
} from "./limits.ts";
import { bankView, payeeCheckRequest, payeeCheckView, payoutList, payoutRequest, payoutView } from "./payouts.ts";
import { contact, contactChange, contactList, payeeView, preferences } from "./people.ts";
import { problem } from "./problem.ts";
import { pushSubscriptionRequest, pushSubscriptionView } from "./push.ts";
import { receipt, stageKeys } from "./receipt.ts";
import {
  closeRequest,
  closingView,
  consentList,
  exportPage,
  exportQuery,
  historyList,
  statementPage,
  statementQuery,
} from "./rights.ts";
import { returnRequest } from "./returns.ts";
import { topUpRequest, topUpView } from "./top-ups.ts";
import { activityList, activityQuery, activitySummary, keyView, meView, summaryQuery } from "./wallet.ts";

/** One operation of the API, as the document describes it. */
type Operation = {
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The answer of success; without it, 204. */
  readonly answer?: z.ZodType;
  readonly open?: true;
  readonly idempotencyKey?: true;
};

/** Every operation by method and path: the document is made of this table, and the stack's routes are tested against it. */
export const operations: Readonly<Record<string, Operation>> = {
  "GET /v1/openapi.json": { summary: "This document", answer: z.looseObject({}), open: true },
  "GET /v1/me": { summary: "Who the caller is, his keys, links and balance", answer: meView },
  "GET /v1/intents": { summary: "The caller's intents, newest first", query: intentQuery, answer: intentList },
  "POST /v1/intents": {
    summary: "Ask for a payment in the app; it waits for approval",
    body: newIntent,
    answer: intentView,
    idempotencyKey: true,
  },
  "GET /v1/intents/{id}": { summary: "One intent, for its parties", answer: intentView },
  "POST /v1/intents/{id}/approve": { summary: "Approve what was signed", body: approval, answer: intentView },
  "POST /v1/intents/{id}/decline": { summary: "Decline a proposal", body: versionOnly, answer: intentView },
  "POST /v1/intents/{id}/report": {
    summary: "Say that a proposal is not one's own; then unlink its account",
    body: versionOnly,
    answer: intentView,
  },
  "POST /v1/intents/{id}/take-back": {
    summary: "Take back what a payee without a wallet has not claimed",
    answer: intentView,
  },
  "POST /v1/intents/{id}/retry": {
    summary: "Try a failed payment again, as a new version",
    body: versionOnly,
    answer: intentView,
    idempotencyKey: true,
  },
  "GET /v1/activity": { summary: "What moved, newest first", query: activityQuery, answer: activityList },
  "GET /v1/activity/summary": {
    summary: "What moved, per day and per person",
    query: summaryQuery,
    answer: activitySummary,
  },
  "POST /v1/returns": {
    summary: "Send back what was received, in whole or in part, as signed",
    body: returnRequest,
    answer: changeView,
  },
  "GET /v1/cases": { summary: "What the caller has reported of payments, and is asked about", answer: caseList },
  "POST /v1/cases": { summary: "Report a problem with a payment", body: caseRequest, answer: caseView },
  "GET /v1/cases/{id}": { summary: "One case with all that has been said and done", answer: caseView },
  "POST /v1/cases/{id}/steps": {
    summary: "Reply to a case, have an operator look at it, or close it",
    body: caseStepRequest,
    answer: caseView,
  },
  "GET /v1/payees/{channel}/{handle}": { summary: "Who goes by a handle, to be paid", answer: payeeView },
  "GET /v1/me/contacts": { summary: "Whom the caller has paid or saved", answer: contactList },
  "PUT /v1/me/contacts/{channel}/{user_id}": {
    summary: "Save a contact, trusted or not",
    body: contactChange,
    answer: contact,
  },
  "DELETE /v1/me/contacts/{channel}/{user_id}": { summary: "Forget a contact" },
  "GET /v1/me/preferences": { summary: "What the caller has chosen", answer: preferences },
  "PUT /v1/me/preferences": {
    summary: "Choose anew: all of it at once",
    body: preferences,
    answer: preferences,
  },
  "GET /v1/me/limits": { summary: "What the wallet may spend and hold, and what is used of it", answer: limitsView },
  "PUT /v1/me/limits": { summary: "Lower limits, at once", body: lowerRequest, answer: changeView },
  "POST /v1/me/limits/raise": {
    summary: "Raise limits, as signed; it takes effect later",
    body: raiseRequest,
    answer: changeView,
  },
  "DELETE /v1/me/limits/raise": { summary: "Take back a raise that is to come", answer: changeView },
  "POST /v1/me/freeze": {
    summary: "Stop the wallet from paying, or from receiving too, at once",
    body: freezeRequest,
    answer: changeView,
    idempotencyKey: true,
  },
  "POST /v1/me/unfreeze": {
    summary: "Let it pay and receive again, as signed",
    body: unfreezeRequest,
    answer: changeView,
  },
  "GET /v1/me/changes/{id}": { summary: "What has become of a change of the wallet", answer: changeView },
  "GET /v1/me/blocks": { summary: "Whom the caller has blocked or muted", answer: blockList },
  "PUT /v1/me/blocks/{channel}/{user_id}": {
    summary: "Block or mute an account",
    body: blockRequest,
    answer: blockView,
  },
  "DELETE /v1/me/blocks/{channel}/{user_id}": { summary: "Hear of an account again" },
  "GET /v1/me/close": { summary: "What stands in the way of closing the account", answer: closingView },
  "POST /v1/me/close": {
    summary: "Close the empty account for ever and have its owner erased, as signed",
    body: closeRequest,
    answer: changeView,
  },
  "GET /v1/me/consents": { summary: "What the caller has agreed to, and taken back", answer: consentList },
  "GET /v1/me/history": { summary: "The caller's sign-ins, and keys that came and went", answer: historyList },
  "GET /v1/me/export": {
    summary: "All that Piaf holds of the caller, page by page",
    query: exportQuery,
    answer: exportPage,
  },
  "GET /v1/me/statements/{month}": {
    summary: "What moved in a month, with the balances before and after, newest first",
    query: statementQuery,
    answer: statementPage,
  },
  "GET /v1/receipts/{transfer}": { summary: "The proof of a payment, for its parties", answer: receipt },
  "GET /v1/keys.json": { summary: "The keys that receipts are verified by", answer: stageKeys, open: true },
  "POST /v1/top-ups": {
    summary: "Put money into the wallet by card",
    body: topUpRequest,
    answer: topUpView,
    idempotencyKey: true,
  },
  "GET /v1/top-ups/{id}": { summary: "What has become of a top-up, and what its payer does next", answer: topUpView },
  "GET /v1/me/bank": { summary: "Where to transfer money to from a bank, and with which reference", answer: bankView },
  "POST /v1/payouts/check": {
    summary: "Ask whose account it is, and what to sign to have money sent there",
    body: payeeCheckRequest,
    answer: payeeCheckView,
  },
  "POST /v1/payouts": { summary: "Send money to a bank, as signed", body: payoutRequest, answer: payoutView },
  "GET /v1/payouts": { summary: "The caller's last payouts, newest first", answer: payoutList },
  "GET /v1/payouts/{id}": { summary: "What has become of a payout", answer: payoutView },
  "POST /v1/me/keys": { summary: "Enrol a payment key", body: keyEnrolment, answer: keyView },
  "DELETE /v1/me/keys/{key_id}": { summary: "Revoke a payment key" },
  "PUT /v1/me/pin": { summary: "Set or reset the wallet PIN", body: pinChange },
  "POST /v1/me/pin/check": { summary: "Prove the PIN for a challenge", body: pinCheck, answer: pinChecked },
  "POST /v1/me/links/{channel}": {
    summary: "Link a network account",
    body: linkRequest,
    answer: meView.shape.links.element,
  },
  "POST /v1/me/push-subscriptions": {
    summary: "Tell this phone by push",
    body: pushSubscriptionRequest,
    answer: pushSubscriptionView,
  },
  "DELETE /v1/me/push-subscriptions/{id}": { summary: "Tell this phone no more" },
  "DELETE /v1/me/links/{channel}": { summary: "Unlink a network account" },
};

/** The OpenAPI 3.1 document of the API. */
export const openApiDocument = (): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [route, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(path, operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Piaf", version: "1", description: "Pay by post: amounts in minor units, times in UTC." },
    paths,
    components: { securitySchemes: { signedIn: { type: "http", scheme: "bearer", bearerFormat: "JWT" } } },
  };
};

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

const describe = (path: string, operation: Operation) => ({
  summary: operation.summary,
  ...(operation.open ? {} : { security: [{ signedIn: [] }] }),
  parameters: parametersOf(path, operation),
  ...(operation.body
    ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(operation.body) } } } }
    : {}),
  responses: {
    ...(operation.answer
      ? { "200": { description: "Done", content: { "application/json": { schema: schemaOf(operation.answer) } } } }
      : { "204": { description: "Done" } }),
    default: { description: "A problem", content: { "application/problem+json": { schema: schemaOf(problem) } } },
  },
});

const parametersOf = (path: string, operation: Operation) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  })),
  ...Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(schema as z.ZodType),
  })),
  ...(operation.idempotencyKey
    ? [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", maxLength: 255 } }]
    : []),
];
