import { scheduleHandler } from "../_shared/schedule.ts";
import { eraserDeps } from "./deps.ts";
import { eraseDue } from "./erase-due.ts";

const deps = eraserDeps();

export const handler = scheduleHandler((_event, remainingMs) => eraseDue(deps, remainingMs));
