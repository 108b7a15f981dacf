import { type EventContext, eventOf } from "./event-of.ts";
import { timeOfSnowflake } from "./snowflake.ts";

export type ReplayJob = {
  readonly id: string;
  readonly webhookId: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** What was, or should have been, delivered in that time, in its order, marked as a replay; then the end of the job. */
export const replayedBodies = (job: ReplayJob, context: EventContext): readonly object[] => {
  const versions = context.world
    .everything()
    .flatMap((post) => post.versions.map(({ id }) => ({ post, id })))
    .filter(({ id }) => timeOfSnowflake(id) >= job.fromMs && timeOfSnowflake(id) < job.toMs);
  const bodies = versions.flatMap((version) => {
    const event = eventOf(version, context);
    return event === undefined ? [] : [{ ...event, meta: { replay: true } }];
  });
  const end = { webhook_id: job.webhookId, job_id: job.id, job_state: "Complete" };
  return [...bodies, { replay_job_status: { ...end, job_state_description: "Job completed successfully" } }];
};
