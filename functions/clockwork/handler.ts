import { scheduleHandler } from "../_shared/schedule.ts";
import { close } from "./close.ts";
import { clockworkDeps } from "./deps.ts";
import { sweep } from "./sweep.ts";
import { clockworkTask } from "./task.ts";

const deps = clockworkDeps();

export const handler = scheduleHandler(async (event, remainingMs) => {
  const { task, day } = clockworkTask.parse(event);
  return task === "close" ? close({ day }, deps, remainingMs) : sweep(deps);
});
