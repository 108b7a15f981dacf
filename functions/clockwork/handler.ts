import { scheduleHandler } from "../_shared/schedule.ts";
import { close } from "./close.ts";
import { clockworkDeps } from "./deps.ts";
import { findMissed } from "./find-missed.ts";
import { reconcileBank } from "./reconcile-bank.ts";
import { reconcileFunding } from "./reconcile-funding.ts";
import { sweep } from "./sweep.ts";
import { clockworkTask } from "./task.ts";

const deps = clockworkDeps();

export const handler = scheduleHandler(async (event, remainingMs) => {
  const { task, day } = clockworkTask.parse(event);
  switch (task) {
    case "sweep":
      return sweep(deps);
    case "close":
      return close({ day }, deps, remainingMs);
    case "find_missed":
      return findMissed(deps);
    case "reconcile_funding":
      return reconcileFunding(deps);
    case "reconcile_bank":
      return reconcileBank(deps);
  }
});
