import type { Outcome } from "../workers/instance.ts";

/**
 * Which of a batch failed: the ids that a function with partial responses names, all of them when it failed as a whole or
 * named one that is not in the batch, none otherwise (Lambda's guide, "Success and failure conditions").
 */
export const failedItems = (
  outcome: Outcome,
  ids: readonly string[],
  { reportsItemFailures }: { readonly reportsItemFailures: boolean },
): readonly string[] => {
  if (!outcome.ok) return ids;
  if (!reportsItemFailures) return [];
  const response = outcome.value as { readonly batchItemFailures?: unknown } | null;
  const failures = response?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure: { readonly itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return named.every((id) => typeof id === "string" && ids.includes(id)) ? (named as string[]) : ids;
};
