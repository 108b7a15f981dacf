import type { IntentView, NewIntent } from "../../../contracts/http/intents.ts";
import type { ProblemCode } from "../../../contracts/http/problem.ts";
import { EUR } from "../../../core/money/currency.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import type { Drafts, PayDraft } from "./drafts.ts";
import { type AmountFault, readAmount } from "../texts/read-amount.ts";

/** What is still missing, or wrong: nothing was sent. */
export type DraftFault =
  | { readonly about: "payees"; readonly code: "missing" | "not_found_yet" }
  | { readonly about: "amount"; readonly code: AmountFault };

/** Why there is no proposal. `no_answer`: it is kept, and may be sent again. */
export type SendFault = DraftFault | { readonly about: "sending"; readonly code: ProblemCode | "no_answer" };

/** What the API is asked for. Each payee gets the amount. */
export const orderOf = ({ payees, amount: typed, note }: PayDraft): Result<NewIntent, DraftFault> => {
  if (payees.length === 0) return fail({ about: "payees", code: "missing" });
  const amount = readAmount(typed);
  if (!amount.ok) return fail({ about: "amount", code: amount.fault });
  const found = payees.flatMap((payee) => payee.found ?? []);
  if (found.length < payees.length) return fail({ about: "payees", code: "not_found_yet" });
  const lines = found.map(({ channel, user_id, handle, name }) => ({
    payee: { channel, user_id, handle, name },
    amount: amount.value,
  }));
  return ok({ lines, currency: EUR, note: note.trim() });
};

export type Sending = {
  /** Asks for what the draft says. Safe to call twice: both get the one answer. The draft is gone when it has arrived. */
  send(id: string): Promise<Result<IntentView, SendFault>>;
};

export const createSending = (parts: {
  readonly drafts: Drafts;
  readonly api: Pick<PiafApi, "createIntent">;
  readonly onAsked: (intent: IntentView) => void;
}): Sending => {
  const { drafts, api, onAsked } = parts;
  const underway = new Map<string, Promise<Result<IntentView, SendFault>>>();
  const send = async (id: string): Promise<Result<IntentView, SendFault>> => {
    const draft = drafts.store.get().drafts?.find((one) => one.id === id);
    if (draft === undefined) return fail({ about: "payees", code: "missing" });
    const order = orderOf(draft);
    if (!order.ok) return order;
    drafts.markSent(id);
    const answer = await api.createIntent(order.value, draft.key);
    if (!answer.ok) {
      return fail({ about: "sending", code: answer.fault.kind === "refused" ? answer.fault.code : "no_answer" });
    }
    drafts.forget(id);
    onAsked(answer.value);
    return answer;
  };
  return {
    send: (id) => {
      const sent = underway.get(id) ?? send(id).finally(() => underway.delete(id));
      underway.set(id, sent);
      return sent;
    },
  };
};
