import { type IntentList, intentQuery } from "../../contracts/http/intents.ts";
import type { IntentId } from "../../core/ids.ts";
import { type IntentState, intentStates } from "../../core/intent/intent-state.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { type ApiDeps, viewerOf } from "./api-deps.ts";
import { intentViewFor } from "./intent-view.ts";

/** What waits for the payer: to approve, to answer, to try again, or to be settled. */
const openStates: readonly IntentState[] = ["needs_input", "pending_approval", "approved", "settling", "failed"];
const closedStates = intentStates.filter((state) => !openStates.includes(state));

/** The caller's own intents, newest first. */
export const listIntents = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const query = readAs(intentQuery, request.query);
  if (!query.ok) return query.fault;
  const { status, limit, cursor } = query.value;
  const states = status === "open" ? openStates : status === "closed" ? closedStates : undefined;
  const page = await deps.intents.listByPayer(request.caller.holder, { limit, cursor, states });
  const viewer = viewerOf(request.caller.holder, undefined, deps);
  const views = page.items.map((intent) => intentViewFor(intent, viewer)).filter((view) => view !== undefined);
  const body: IntentList = { data: views, ...(page.cursor ? { next_cursor: page.cursor } : {}) };
  return { status: 200, body };
};

/** One intent, for its parties; for anybody else it does not exist. */
export const showIntent = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const [intent, known] = await Promise.all([
    deps.intents.get(request.params["id"] as IntentId),
    deps.holders.byId(holder),
  ]);
  const view = intent && intentViewFor(intent, viewerOf(holder, known, deps));
  return view ? { status: 200, body: view } : intentNotFound();
};

export const intentNotFound = (): HttpAnswer =>
  problem("not_found", "There is no such payment of yours: look at GET /v1/intents for those there are.");
