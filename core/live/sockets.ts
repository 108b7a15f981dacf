/** Open sockets, by the ids of their connections. */
export type Sockets = {
  /** `gone`: it has ended, and never comes back under this id. Throws when nobody knows. */
  send(connection: string, message: object): Promise<"sent" | "gone">;
  /** Ends it; one that has ended already is no fault. */
  close(connection: string): Promise<void>;
};
