import { holderIdOf, type IntentId, personalWalletIdOf } from "../../core/ids.ts";
import { isTerminal } from "../../core/intent/intent-state.ts";
import type { Intent } from "../../core/intent/intent.ts";
import { EUR } from "../../core/money/currency.ts";
import { blankOfPayee, blankOfPayer } from "../../core/rights/blank-intent.ts";
import type { Erasure } from "../../core/rights/erasure.ts";
import type { EraserDeps } from "./eraser-deps.ts";

/** Does one part, a page of it where it has pages, and answers where the next page begins. Doing it again changes nothing. */
type Step = (erasure: Erasure, deps: EraserDeps, cursor: string | undefined) => Promise<string | undefined>;

const pageLength = 50;

const closeHolder: Step = async ({ holder, closedAt }, { records }) => {
  await records.closeHolder(holder, closedAt);
  return undefined;
};

/** What is still under way ends first: the second pass finds it. */
const mayBlank = ({ state }: Intent, { pass }: Erasure): boolean => pass === "second" || isTerminal(state);

/** What the person has paid and proposed. */
const ownIntents: Step = async (erasure, { intents, records }, cursor) => {
  const page = await intents.listByPayer(erasure.holder, { limit: pageLength, cursor });
  await Promise.all(
    page.items
      .filter((intent) => mayBlank(intent, erasure))
      .map(async (intent) => {
        const { channel, rootId, postId } = intent.source;
        for (const id of new Set([rootId, postId])) if (id !== "") await records.forgetPost({ channel, postId: id });
        await intents.replace(intent, blankOfPayer(intent));
      }),
  );
  return page.cursor;
};

/** Where the person stands in what others have paid, and among their contacts. */
const receivedPayments: Step = async (erasure, deps, cursor) => {
  const { holder } = erasure;
  const accounts = await deps.records.accountsOf(holder);
  const page = await deps.ledger.statement(await personalWalletIdOf(holder, EUR), { limit: pageLength, cursor });
  const refs = new Set(page.items.flatMap(({ ref }) => (ref.startsWith("pi_") ? [ref as IntentId] : [])));
  await Promise.all(
    [...refs].map(async (id) => {
      const intent = await deps.intents.get(id);
      if (intent === undefined || intent.payer.holder === holder || !mayBlank(intent, erasure)) return;
      const payer = intent.payer.holder;
      if (payer !== undefined) for (const account of accounts) await deps.contacts.forget(payer, account);
      const blank = blankOfPayee(intent, accounts);
      if (blank !== undefined) await deps.intents.replace(intent, blank);
    }),
  );
  return page.cursor;
};

const useOfTheApp: Step = async ({ holder, request, pass }, { records }) => {
  await records.forgetCases(holder, { withList: pass === "second" });
  await records.forgetUse(holder);
  await records.forgetRequests(holder, request);
  for (const account of await records.accountsOf(holder)) await records.forgetWriter(account);
  return undefined;
};

/** After everything that has to know the person's accounts. */
const identity: Step = async ({ holder, pass }, { records }) => {
  // What is found in the second pass is found by the accounts, too.
  await records.forgetIdentity(holder, { withConsents: pass === "second" });
  return undefined;
};

/** A subject that is not this holder's is nobody's business here. */
const signIn: Step = async ({ holder }, { records, signIns }) => {
  for (const { issuer, subject } of await records.signInsOf(holder)) {
    if ((await holderIdOf(issuer, subject)) === holder) await signIns.remove(subject);
  }
  return undefined;
};

/** In this order: each leaves what the later ones need. */
export const erasureSteps: readonly Step[] = [closeHolder, ownIntents, receivedPayments, useOfTheApp, identity, signIn];
