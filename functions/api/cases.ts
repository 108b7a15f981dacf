import {
  type CaseList,
  caseRequest,
  type CaseStepRequest,
  caseStepRequest,
  type CaseView,
} from "../../contracts/http/cases.ts";
import { type Case, type CaseActor, type CaseDeed, isOver } from "../../core/case/case.ts";
import { mayDo, openCase, takeStep, waitsFor, withReturn } from "../../core/case/case-steps.ts";
import type { CaseId, HolderId, IntentId } from "../../core/ids.ts";
import { outcomeOf } from "../../core/intent/claims.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { partyView } from "./intent-view.ts";

/** `POST /v1/cases`: the case itself is the record, so that reporting the same again changes nothing. */
export const reportPayment = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(caseRequest, request.body);
  if (!body.ok) return body.fault;
  const { intent: id, line, kind, words } = body.value;
  const intent = await deps.intents.get(id as IntentId);
  const reporter = request.caller.holder;
  const sides = intent && (await sidesOf(intent, line, deps));
  if (intent === undefined || sides === undefined || !sides.includes(reporter)) return noSuchPayment();
  if (!isPaid(intent, line)) {
    return problem("payment_not_paid", "Decline it, or say that it was not you, by the payment itself.", "intent");
  }
  const other = sides.find((side) => side !== undefined && side !== reporter);
  const opened = await openCase({ intent: intent.id, line, reporter, other, kind, words }, timing(deps));
  return keepCase(opened, intent, deps);
};

/** "This wasn't me" of a proposal is a case, too, of which an operator hears. */
export const reportProposal = async (intent: Intent, deps: ApiDeps): Promise<void> => {
  const reporter = intent.payer.holder;
  if (reporter === undefined) return;
  const reported = { intent: intent.id, line: 0, reporter, other: undefined, kind: "not_me" as const, words: "" };
  await deps.cases.create(await openCase(reported, timing(deps)));
};

/** `GET /v1/cases`: what the caller has reported, and is asked about. */
export const listCases = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const cases = await deps.cases.ofHolder(holder);
  const views = await Promise.all(
    cases.map(async (one) => {
      const intent = await deps.intents.get(one.intent);
      return intent ? [viewOf(withReturn(one, intent, timing(deps)), intent, holder)] : [];
    }),
  );
  const body: CaseList = { data: views.flat() };
  return { status: 200, body };
};

export const showCase = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const found = await caseFor(request, deps);
  return found === undefined ? noSuchCase() : answerWith(found, request.caller.holder);
};

const deedsOf: Readonly<Record<CaseStepRequest["do"], { readonly by: CaseActor; readonly did: CaseDeed }>> = {
  reply: { by: "other", did: "replied" },
  escalate: { by: "reporter", did: "escalated" },
  close: { by: "reporter", did: "closed" },
};

/** `POST /v1/cases/{id}/steps`: one conditional write; what the case has become meanwhile goes before. */
export const stepCase = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(caseStepRequest, request.body);
  if (!body.ok) return body.fault;
  const found = await caseFor(request, deps);
  if (found === undefined) return noSuchCase();
  const { one, intent } = found;
  const deed = deedsOf[body.value.do];
  const words = "words" in body.value ? body.value.words : undefined;
  if (deed.by !== roleOf(one, request.caller.holder)) return notNow();
  const next = takeStep(one, { ...deed, words }, timing(deps));
  if (!next.ok) return notNow();
  if ((await deps.cases.replace(one, next.value)) === "conflict") return notNow();
  deps.log.info("case_changed", { case: one.id, did: deed.did, state: next.value.state });
  return answerWith({ one: next.value, intent }, request.caller.holder);
};

const timing = ({ clock, caseRules }: ApiDeps) => ({ now: clock(), rules: caseRules });

type Found = { readonly one: Case; readonly intent: Intent };

/** The caller's case, as the payment says that it is by now. */
const caseFor = async ({ params, caller }: SignedInRequest, deps: ApiDeps): Promise<Found | undefined> => {
  const one = await deps.cases.get((params["id"] ?? "") as CaseId);
  const intent = one && roleOf(one, caller.holder) ? await deps.intents.get(one.intent) : undefined;
  if (one === undefined || intent === undefined) return undefined;
  const settled = withReturn(one, intent, timing(deps));
  // Whoever was first has written the same, or more.
  if (settled !== one && (await deps.cases.replace(one, settled)) === "conflict") {
    return { one: (await deps.cases.get(one.id)) ?? settled, intent };
  }
  return { one: settled, intent };
};

const keepCase = async (opened: Case, intent: Intent, deps: ApiDeps): Promise<HttpAnswer> => {
  if ((await deps.cases.create(opened)) === "created") {
    deps.log.info("case_changed", { case: opened.id, did: "opened", state: opened.state });
    return answerWith({ one: opened, intent }, opened.reporter);
  }
  return answerWith({ one: (await deps.cases.get(opened.id)) ?? opened, intent }, opened.reporter);
};

/** Payer and payee of a line; undefined where there is no such line. */
const sidesOf = async (
  { payer, lines }: Intent,
  line: number,
  { holders }: ApiDeps,
): Promise<readonly (HolderId | undefined)[] | undefined> => {
  const payee = lines[line]?.payee;
  return payee && [payer.holder, (await holders.byLink(payee))?.id];
};

const isPaid = (intent: Intent, line: number): boolean => outcomeOf(intent, line) !== undefined;

const roleOf = (one: Case, holder: HolderId): CaseView["role"] | undefined => {
  if (one.reporter === holder) return "reporter";
  return one.other === holder ? "other" : undefined;
};

const answerWith = ({ one, intent }: Found, holder: HolderId): HttpAnswer => ({
  status: 200,
  body: viewOf(one, intent, holder),
});

const viewOf = (one: Case, intent: Intent, holder: HolderId): CaseView => {
  const role = roleOf(one, holder) ?? "reporter";
  const line = intent.lines[one.line];
  const may = (["reply", "escalate", "close"] as const).filter((step) => {
    const deed = deedsOf[step];
    return deed.by === role && mayDo(one, deed);
  });
  return {
    id: one.id,
    intent: one.intent,
    kind: one.kind,
    state: one.state,
    role,
    side: intent.payer.holder === holder ? "payer" : "payee",
    waits_for_you: waitsFor(one) === role,
    ...(one.deadline === undefined || isOver(one.state) ? {} : { deadline: one.deadline }),
    may,
    payer: partyView(intent.payer),
    payee: partyView(line?.payee ?? intent.payer),
    amount: Number(line?.amount ?? 0n),
    currency: intent.currency,
    steps: one.steps.map(({ at, by, did, words }) => ({
      at,
      by: by === role ? "you" : by === "reporter" || by === "other" ? "other" : "piaf",
      did,
      ...(words === undefined || words === "" ? {} : { words }),
    })),
    opened_at: one.openedAt,
    updated_at: one.updatedAt,
  };
};

const noSuchPayment = (): HttpAnswer =>
  problem("not_found", "Name a payment of yours: GET /v1/activity lists them by their intents.", "intent");
const noSuchCase = (): HttpAnswer => problem("not_found", "There is no such case of yours: GET /v1/cases lists them.");
const notNow = (): HttpAnswer => problem("case_not_allowed", "Look at the case again: `may` says what you may do now.");
