import { answerNotice, type NotifierDeps } from "./answer-notice.ts";
import { listenersOf } from "./listeners.ts";
import type { PhoneDeps } from "./phone-deps.ts";
import { type Delivered, pushNotice } from "./push-notice.ts";
import { tellSockets } from "./tell-sockets.ts";

/**
 * Tells a change to whom it concerns: to open phones, to closed ones, and in public below the post. None of the three
 * waits for another; where one throws, all are done again, and each takes care that nobody hears anything twice.
 */
export const handleNotice = async (delivered: Delivered, deps: NotifierDeps & PhoneDeps): Promise<void> => {
  const { notice, attempt } = delivered;
  const toPhones = async (): Promise<void> => {
    const listeners = await listenersOf(notice, deps.owners);
    await everyOne([tellSockets(notice, listeners, deps), pushNotice(delivered, listeners, deps)]);
  };
  const publishKey = (): Promise<void> =>
    deps.publishPushKey().catch((error: unknown) => deps.log.error("push_key_unpublished", error));
  await everyOne([toPhones(), answerNotice(notice, attempt, deps), publishKey()]);
};

/** Waits for all of them, then throws what the first that failed threw. */
const everyOne = async (works: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
};
