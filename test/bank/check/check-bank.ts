import type { Bank } from "../bank.ts";
import type { BankState } from "../read-state.ts";
import { checkBalances } from "./balances.ts";
import { factsOf } from "./facts.ts";
import { checkLimits } from "./limits.ts";
import { checkPostings } from "./postings.ts";
import { checkReads } from "./reads.ts";
import { checkReferences } from "./references.ts";
import { checkStatements } from "./statements.ts";
import { checkStates } from "./states.ts";

const checks = [
  ...[checkPostings, checkBalances, checkReferences, checkLimits],
  ...[checkStates, checkReads, checkStatements],
] as const;

/** The customers number their transfers; the one that gives a hold back has an id that derives from the hold's. */
const isOfSweeper = (id: string): boolean => !/^tr_\d+$/.test(id);

/** Folds what happened, and holds it against what is there. */
export const checkBank = (bank: Bank, state: BankState) => {
  const facts = factsOf(bank, state);
  const { book, history } = bank;
  const posts = history.calls("post");
  const refused = facts.verdicts.filter(({ refusals }) => refusals.size > 0);
  return {
    violations: checks.flatMap((check) => check(facts)),
    summary: {
      transfers: book.asked(),
      posted: facts.posted.length,
      requests: book.requests.length,
      refused: refused.length,
      calls: posts.length,
      unknown: posts.filter(({ answer }) => answer === undefined).length,
      holds: facts.posted.filter(({ record }) => record.transfer.kind?.type === "pending").length,
      lapsed: facts.posted.filter(({ record }) => isOfSweeper(record.transfer.id)).length,
      reversals: facts.posted.filter(({ record }) => record.transfer.kind?.type === "reversal").length,
      reads: history.calls("balance").length + history.calls("statement").length,
      shards: state.shards.length,
    },
    refusals: new Map(
      [...new Set(refused.flatMap(({ refusals }) => [...refusals]))].map(
        (reason) => [reason, refused.filter(({ refusals }) => refusals.has(reason)).length] as const,
      ),
    ),
  };
};
