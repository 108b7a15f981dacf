import { scheduleHandler } from "../_shared/schedule.ts";
import { clockworkDeps } from "./deps.ts";
import { sweep } from "./sweep.ts";

const deps = clockworkDeps();

export const handler = scheduleHandler(() => sweep(deps));
