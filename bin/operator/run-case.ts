import { type Case, type CaseDeed, type CaseStore, longestWords } from "../../core/case/case.ts";
import { type CaseRules, isCaseId, takeStep, waitsFor, withReturn } from "../../core/case/case-steps.ts";
import type { Clock } from "../../core/clock.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import { OperatorRefusal } from "./refusal.ts";

export type CaseDesk = {
  readonly cases: Pick<CaseStore, "get" | "replace" | "listOpen">;
  readonly intents: Pick<IntentStore, "get">;
  readonly rules: CaseRules;
  readonly clock: Clock;
};

/** What an operator does to a case, by the word he types. */
const deeds = {
  ask: "asked",
  answer: "answered",
  resolve: "resolved",
  refuse: "refused",
} as const satisfies Record<string, CaseDeed>;

export const caseUsage =
  "Say what to do: npm run -s cases -- list | show ID | ask ID WORDS | answer ID WORDS | resolve ID WORDS | refuse ID WORDS [--stage S --table T] [--port N].";

/** Does what was typed; the lines to print. */
export const runCase = async ([verb, id, ...words]: readonly string[], desk: CaseDesk): Promise<readonly string[]> => {
  if (verb === "list" && id === undefined) return listCases(desk);
  if (id === undefined || verb === undefined) throw new OperatorRefusal(caseUsage);
  if (verb === "show" && words.length === 0) return shown(await found(id, desk));
  if (!Object.hasOwn(deeds, verb)) throw new OperatorRefusal(caseUsage);
  return step(id, { did: deeds[verb as keyof typeof deeds], words: words.join(" ").trim() }, desk);
};

const listCases = async ({ cases, intents }: CaseDesk): Promise<readonly string[]> => {
  const open = await cases.listOpen();
  if (open.length === 0) return ["No case is open."];
  return Promise.all(
    open.map(async (one) => {
      const intent = await intents.get(one.intent);
      return [one.id, one.state, `until ${one.deadline ?? "-"}`, one.kind, intent ? moneyIn(one, intent) : "-"].join(
        "  ",
      );
    }),
  );
};

type Found = { readonly one: Case; readonly intent: Intent };

/** The case as the payment says that it is by now; nothing is written. */
const found = async (id: string, { cases, intents, rules, clock }: CaseDesk): Promise<Found> => {
  if (!isCaseId(id)) throw new OperatorRefusal(`${id} is no case's id: \`npm run -s cases -- list\` shows them.`);
  const one = await cases.get(id);
  const intent = one && (await intents.get(one.intent));
  if (one === undefined || intent === undefined) {
    throw new OperatorRefusal(
      `There is no case ${id} on this stage: \`npm run -s cases -- list\` shows those that are open.`,
    );
  }
  return { one: withReturn(one, intent, { now: clock(), rules }), intent };
};

const step = async (
  id: string,
  { did, words }: { readonly did: CaseDeed; readonly words: string },
  desk: CaseDesk,
): Promise<readonly string[]> => {
  if (words === "") throw new OperatorRefusal("Say it in words: the reporter reads them.");
  if (words.length > longestWords) throw new OperatorRefusal(`Say it in ${longestWords} characters at most.`);
  const { one, intent } = await found(id, desk);
  const next = takeStep(one, { by: "operator", did, words }, { now: desk.clock(), rules: desk.rules });
  if (!next.ok) {
    throw new OperatorRefusal(
      next.fault === "too_many_steps"
        ? "So many words have been exchanged that the case can only be resolved or refused."
        : `A case that is ${one.state}${one.other === undefined ? " and has no other side" : ""} does not allow that.`,
    );
  }
  if ((await desk.cases.replace(one, next.value)) === "conflict") {
    throw new OperatorRefusal("Somebody else has just changed the case: show it again, then decide.");
  }
  return shown({ one: next.value, intent });
};

const shown = ({ one, intent }: Found): readonly string[] => [
  `${one.id}  ${one.state}${waitsFor(one) === "operator" ? " (waits for you)" : ""}`,
  `payment   ${one.intent}, line ${one.line}: ${moneyIn(one, intent)}, ${intent.state}`,
  `payer     ${intent.payer.name} (@${intent.payer.handle}), ${intent.payer.holder ?? "no wallet"}`,
  `payee     ${payeeIn(one, intent)}`,
  `reporter  ${one.reporter}, asked ${one.other ?? "nobody"}`,
  `kind      ${one.kind}`,
  `until     ${one.deadline ?? "-"}`,
  ...one.steps.map(({ at, by, did, words = "" }) => `${at}  ${by} ${did}${words === "" ? "" : `: ${words}`}`),
];

const moneyIn = ({ line }: Case, { lines, currency }: Intent): string =>
  `${lines[line]?.amount ?? 0n} minor units of ${currency}`;

const payeeIn = ({ line }: Case, { lines }: Intent): string => {
  const payee = lines[line]?.payee;
  return payee === undefined ? "-" : `${payee.name} (@${payee.handle})`;
};
