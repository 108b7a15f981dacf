import type { LiveMessage } from "../../contracts/live.ts";
import type { Notice } from "../../contracts/messages/notice.ts";
import { instant } from "../../core/clock.ts";
import type { Connection } from "../../core/live/connections.ts";
import type { Listener } from "./listeners.ts";
import type { PhoneDeps } from "./phone-deps.ts";

/** Tells every open phone that there is something to ask about. A socket that fails is no reason to do it again: the phone asks by itself. */
export const tellSockets = async (notice: Notice, listeners: readonly Listener[], deps: PhoneDeps): Promise<void> => {
  const message: LiveMessage = {
    type: "changed",
    ...("intent" in notice ? { intent: notice.intent } : {}),
  };
  const now = instant(deps.clock());
  const open = await Promise.all(listeners.map(({ holder }) => deps.connections.ofHolder(holder, now)));
  await Promise.all(open.flat().map((connection) => tell(connection, message, deps)));
};

const tell = async (connection: Connection, message: LiveMessage, deps: PhoneDeps): Promise<void> => {
  try {
    if ((await deps.sockets.send(connection.id, message)) === "gone") await deps.connections.forget(connection);
  } catch (error) {
    deps.log.error("socket_untold", error);
  }
};
