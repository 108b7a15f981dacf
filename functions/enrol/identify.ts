import type { Identification } from "../../contracts/messages/identification.ts";
import type { HolderId } from "../../core/ids.ts";
import type { EnrolDeps } from "./enrol-deps.ts";

/** Writes how well somebody is known; the change of the holder reaches the ledger, which gives the wallet its limits. */
export const identify = async (
  { holder, level, kind }: Identification,
  { holders, log }: Pick<EnrolDeps, "holders" | "log">,
): Promise<{ readonly holder: string; readonly level: string }> => {
  const outcome = await holders.identify(holder as HolderId, { level, ...(kind === undefined ? {} : { kind }) });
  if (outcome === "unknown") throw new Error(`There is no holder ${holder}: GET /v1/me tells each person the own id.`);
  log.info("holder_identified", { holder, level });
  return { holder, level };
};
