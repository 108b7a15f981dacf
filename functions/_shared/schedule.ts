import middy from "@middy/core";
import type { Context } from "aws-lambda";

/** `event` is what the schedule's target says; `remainingMs` how long the run may still take. */
type Run = (event: unknown, remainingMs: () => number) => Promise<undefined>;

/** A run of a schedule. What throws is retried by the scheduler, and counted by the function's error alarm. */
export const scheduleHandler = (run: Run) =>
  middy<unknown, undefined>().handler((event: unknown, context: Context) =>
    run(event, () => context.getRemainingTimeInMillis()),
  );
