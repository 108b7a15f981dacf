import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { liveEnv } from "../../functions/live/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import type { LiveApi } from "./live-api.ts";
import { PiafFunction } from "./piaf-function.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type LiveFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly live: LiveApi;
  /** Who signs people in, for which app. */
  readonly identity: Readonly<
    Record<"IDENTITY_ISSUER" | "IDENTITY_JWKS_URL" | "IDENTITY_CLIENT_ID" | "APP_ORIGINS", string>
  >;
};

/** Hears what open phones say on their sockets: it may keep whose they are, and end one; nothing else. */
export const createLiveFunction = (scope: Construct, props: LiveFunctionProps): PiafFunction => {
  const { stage, alarms, tables, live: api, identity } = props;
  const live = new PiafFunction(scope, "live", {
    stage,
    alarms,
    schema: liveEnv,
    environment: { CONNECTIONS_TABLE: tables.connections.tableName, SOCKETS_URL: api.socketsUrl, ...identity },
    timeout: Duration.seconds(10),
    memorySize: 512,
    impact: "Open phones hear of changes only when they ask by themselves.",
  });
  allowItems(live, tables.connections, { actions: ["Query", "PutItem", "DeleteItem"], queries: ["by-connection"] });
  api.allow(live, { to: "end" });
  api.answeredBy(live);
  return live;
};
