import middy from "@middy/core";
import type { ScheduledEvent } from "aws-lambda";

/** A run of a schedule. What throws is retried by the scheduler, and counted by the function's error alarm. */
export const scheduleHandler = (run: () => Promise<undefined>) => middy<ScheduledEvent, undefined>().handler(run);
