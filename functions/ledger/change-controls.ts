import type { HolderId, RequestId } from "../../core/ids.ts";
import { takeEffect } from "../../core/limits/change.ts";
import type { Controls } from "../../core/limits/controls.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** Somebody else may write between the read and the write: then it is judged anew, so often. */
const attempts = 20;

/** Whether anything was written. What is due by now takes effect with it. */
export const changeControls = async (
  {
    holder,
    because,
    change,
  }: {
    readonly holder: HolderId;
    readonly because: RequestId | undefined;
    readonly change: (controls: Controls) => Controls;
  },
  { controls, clock }: LedgerDeps,
): Promise<boolean> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const current = await controls.get(holder);
    const next = change(takeEffect(current, clock()));
    if (next === current && because === undefined) return false;
    const outcome = await controls.replace(holder, { current, next, because });
    if (outcome !== "conflict") return outcome === "replaced";
  }
  throw new Error("The controls of a wallet were busy all the time.");
};
