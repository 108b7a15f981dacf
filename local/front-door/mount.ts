import type { IncomingMessage, ServerResponse } from "node:http";

/** One part of the machine that answers under a path of the front door. `prefix` starts and ends with a slash. */
export type Mount = {
  readonly prefix: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
};
