import { type IntentList, intentQuery, type IntentView } from "../../contracts/http/intents.ts";
import type { Contact } from "../../core/contact/contact.ts";
import type { HolderId, IntentId } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import { intentStates, isOpen, openStates } from "../../core/intent/intent-state.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { type ApiDeps, viewerOf } from "./api-deps.ts";
import { intentViewFor } from "./intent-view.ts";

const closedStates = intentStates.filter((state) => !isOpen(state));

/** The caller's own intents, newest first. Whether their accounts are still linked is told by each one alone. */
export const listIntents = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const query = readAs(intentQuery, request.query);
  if (!query.ok) return query.fault;
  const { status, limit, cursor } = query.value;
  const { holder } = request.caller;
  const states = status === "open" ? openStates : status === "closed" ? closedStates : undefined;
  const page = await deps.intents.listByPayer(holder, { limit, cursor, states });
  const viewer = { ...viewerOf(holder, undefined, deps), contacts: await contactsFor(page.items, holder, deps) };
  const views = page.items.map((intent) => intentViewFor(intent, viewer)).filter((view) => view !== undefined);
  const body: IntentList = { data: views, ...(page.cursor ? { next_cursor: page.cursor } : {}) };
  return { status: 200, body };
};

/** One intent, for its parties; for anybody else it does not exist. */
export const showIntent = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const intent = await deps.intents.get(request.params["id"] as IntentId);
  const view = intent && (await viewOf(intent, holder, deps));
  return view ? { status: 200, body: view } : intentNotFound();
};

/** All that the viewer may see of an intent, with all that he should think about. */
export const viewOf = async (intent: Intent, holder: HolderId, deps: ApiDeps): Promise<IntentView | undefined> => {
  const [known, contacts] = await Promise.all([deps.holders.byId(holder), contactsFor([intent], holder, deps)]);
  return intentViewFor(intent, { ...viewerOf(holder, known, deps), contacts });
};

/** Read only where somebody is about to be paid. */
const contactsFor = async (
  intents: readonly Intent[],
  holder: HolderId,
  deps: ApiDeps,
): Promise<readonly Contact[] | undefined> => {
  const payable = intents.some((intent) => intent.payer.holder === holder && intent.state === "pending_approval");
  return payable ? deps.contacts.list(holder) : undefined;
};

export const intentNotFound = (): HttpAnswer =>
  problem("not_found", "There is no such payment of yours: look at GET /v1/intents for those there are.");
