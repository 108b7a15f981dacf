import { approval, versionOnly } from "../../contracts/http/intents.ts";
import type { ProblemCode } from "../../contracts/http/problem.ts";
import type { IntentId } from "../../core/ids.ts";
import {
  type Deciding,
  type Decision,
  type DecisionFault,
  approveIntent,
  declineIntent,
  retryIntent,
} from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentState } from "../../core/intent/intent-state.ts";
import { linesAsKnown } from "../../core/intent/lines-as-known.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { type ApiDeps, viewerOf } from "./api-deps.ts";
import { intentViewFor } from "./intent-view.ts";
import { intentNotFound } from "./intents.ts";

/** One conditional write records what the payer signed; the ledger takes it from there. Again with the same terms: the same answer. */
export const approve = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const consent = readAs(approval, request.body);
  if (!consent.ok) return consent.fault;
  const holder = await deps.holders.byId(request.caller.holder);
  if (!holder?.keys.some((key) => key.id === consent.value.evidence.key_id)) {
    return problem("evidence_invalid", "Sign with a key that is enrolled: GET /v1/me lists yours.", "evidence.key_id");
  }
  return decide(request, deps, (intent, by) => approveIntent(intent, consent.value, by));
};

export const decline = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(versionOnly, request.body);
  return body.ok ? decide(request, deps, (intent, by) => declineIntent(intent, body.value.version, by)) : body.fault;
};

export const retry = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(versionOnly, request.body);
  if (!body.ok) return body.fault;
  return decide(request, deps, async (intent, by) => {
    const lines = await linesAsKnown(intent.lines, deps.holders);
    return retryIntent(intent, body.value.version, { ...by, lines });
  });
};

/** Somebody else may write between the read and the write: then it is judged anew, so often. */
const attempts = 3;

const decide = async (
  request: SignedInRequest,
  deps: ApiDeps,
  rule: (intent: Intent, by: Deciding) => Decision | Promise<Decision>,
): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const intent = await deps.intents.get(request.params["id"] as IntentId);
    if (intent?.payer.holder !== holder) return intentNotFound();
    const decision = await rule(intent, { payer: holder, stage: deps.stage, now: deps.clock() });
    if (!decision.ok) return answerTo(decision.fault);
    const decided = decision.value;
    if (decided === intent || (await deps.intents.replace(intent, decided)) === "replaced") {
      return { status: 200, body: intentViewFor(decided, viewerOf(holder, undefined, deps)) };
    }
  }
  return problem("conflict", "Somebody else changed this payment at the same moment: look at it again.");
};

const answerTo = (fault: DecisionFault): HttpAnswer => {
  switch (fault.code) {
    case "state": {
      const [code, detail] = stateAnswers[fault.state];
      return problem(code, detail);
    }
    case "version_outdated":
      return problem(
        "version_outdated",
        "The payment has changed since you saw it: look at it again and sign the new version.",
      );
    case "terms_mismatch":
      return problem("terms_mismatch", "Sign exactly the terms that GET /v1/intents/{id} shows.", "terms");
    case "not_retryable":
      return problem("intent_not_retryable", "This payment ended for a reason that trying again cannot mend.");
  }
};

/** What is said of an intent whose state does not allow the decision: every state has its answer. */
const stateAnswers: Record<IntentState, readonly [ProblemCode, string]> = {
  needs_input: ["intent_needs_input", "Answer what is missing first: edit the post, or write a new one."],
  pending_approval: ["conflict", "The payment waits for approval: approve or decline it."],
  approved: ["intent_approved", "It is already approved and on its way: wait for the result."],
  settling: ["intent_approved", "It is already approved and on its way: wait for the result."],
  settled: ["intent_approved", "It is already paid: see the activity."],
  held_for_claim: ["intent_approved", "It is already paid and waits for the payee."],
  claimed: ["intent_approved", "It is already paid: see the activity."],
  returned: ["intent_approved", "It was paid and came back: write a new post to pay again."],
  declined: ["intent_declined", "You declined it: write a new post to pay after all."],
  reported: ["intent_declined", "You reported it: write a new post to pay after all."],
  cancelled: ["intent_cancelled", "Its post was deleted: write a new post to pay after all."],
  expired: ["intent_expired", "Its time is over: write a new post to pay after all."],
  failed: ["intent_failed", "It failed: try it again as a new version where that can help."],
};
