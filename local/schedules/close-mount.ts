import type { Mount } from "../front-door/mount.ts";
import { send } from "../http/answer.ts";
import type { LocalFunction } from "../workers/pool.ts";

/**
 * `POST /local/close` runs the daily close for today, so that nobody on one machine waits for midnight to see a receipt
 * verified. On AWS there is no such path, and `clockwork` closes no day that is not over.
 */
export const closeMount = (clockwork: LocalFunction): Mount => ({
  prefix: "/local/close/",
  handle: async (_request, response) => {
    const day = new Date().toISOString().slice(0, "2026-11-24".length);
    const outcome = await clockwork.invoke({ task: "close", day });
    const body = outcome.ok ? { day } : { error: outcome.fault.errorMessage };
    send(response, {
      status: outcome.ok ? 200 : 409,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  },
});
