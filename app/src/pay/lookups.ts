import type { ProblemCode } from "../../../contracts/http/problem.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import { createStore, type Store } from "../store.ts";
import type { Drafts, PayDraft } from "./drafts.ts";
import type { Handle } from "./pay-link.ts";

/** Why it is not known who goes by a handle; `no_answer`: it may be asked again. */
export type LookupFault = ProblemCode | "no_answer";

export type Lookups = {
  readonly store: Store<{ readonly faults: Readonly<Record<string, LookupFault>> }>;
  /** Finds out who the payees of a draft are, as far as that is not known and nobody is asking. */
  lookUp(draft: PayDraft): Promise<void>;
  /** Asks once more. */
  again(draft: PayDraft): Promise<void>;
};

export const handleKey = ({ channel, handle }: Handle): string => `${channel}:${handle.toLowerCase()}`;

export const createLookups = (parts: { readonly drafts: Drafts; readonly api: Pick<PiafApi, "payee"> }): Lookups => {
  const { drafts, api } = parts;
  const store = createStore<{ faults: Readonly<Record<string, LookupFault>> }>({ faults: {} });
  const asking = new Set<string>();
  const withoutFaults = (payees: readonly Handle[]): void => {
    const { faults } = store.get();
    const keys = new Set(payees.map(handleKey));
    store.set({ faults: Object.fromEntries(Object.entries(faults).filter(([key]) => !keys.has(key))) });
  };
  const find = async (id: string, payee: Handle): Promise<void> => {
    const key = handleKey(payee);
    asking.add(key);
    const answer = await api.payee(payee);
    asking.delete(key);
    if (!answer.ok) {
      const fault = answer.fault.kind === "refused" ? answer.fault.code : "no_answer";
      return store.set({ faults: { ...store.get().faults, [key]: fault } });
    }
    const draft = drafts.store.get().drafts?.find((one) => one.id === id);
    if (draft === undefined) return;
    const payees = draft.payees.map((one) => (handleKey(one) === key ? { ...one, found: answer.value } : one));
    drafts.change(id, { payees });
  };
  const lookUp = async ({ id, payees }: PayDraft): Promise<void> => {
    const unknown = payees.filter((payee) => {
      const key = handleKey(payee);
      return payee.found === undefined && !asking.has(key) && store.get().faults[key] === undefined;
    });
    await Promise.all(unknown.map((payee) => find(id, payee)));
  };
  return {
    store,
    lookUp,
    again: (draft) => {
      withoutFaults(draft.payees);
      return lookUp(draft);
    },
  };
};
