import type { Instant } from "../clock.ts";
import type { HolderId } from "../ids.ts";

/** A socket of somebody who has shown an access token. It is told nothing after `until`, when that token expires. */
export type Connection = {
  readonly id: string;
  readonly holder: HolderId;
  readonly saidHelloAt: Instant;
  readonly until: Instant;
};

/** A phone, a tablet, some tabs: who opens more loses the oldest. */
export const maximumConnections = 10;

/** Whose sockets are open. Not exact: a socket may end without a word, and its record goes when it is next used. */
export type ConnectionStore = {
  /** Those whose time is not over, the oldest first. */
  ofHolder(holder: HolderId, at: Instant): Promise<readonly Connection[]>;
  /** A connection that says hello again takes the place of what it said before. */
  keep(connection: Connection): Promise<void>;
  forget(connection: Pick<Connection, "holder" | "id">): Promise<void>;
  /** For a socket that has ended: whoever said hello on it. */
  forgetSocket(id: string): Promise<void>;
};
