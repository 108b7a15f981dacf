import type { Construct } from "constructs";
import { notifierEnv } from "../../functions/notifier/env.ts";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import type { LiveApi } from "./live-api.ts";
import { PiafFunction } from "./piaf-function.ts";
import { consumerTimeouts, type PiafQueues } from "./piaf-queues.ts";
import type { PiafSecrets } from "./piaf-secrets.ts";
import type { PiafTables } from "./piaf-tables.ts";
import { allowItems } from "./table-access.ts";

export type NotifierFunctionProps = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  readonly tables: PiafTables;
  readonly secrets: PiafSecrets;
  readonly queues: PiafQueues;
  readonly live: LiveApi;
  readonly appOrigin: string;
  readonly xApiUrl: string;
};

/** Tells people what has become of a payment: in public, on open phones, and by push. It takes away only what has ended by itself. */
export const createNotifierFunction = (scope: Construct, props: NotifierFunctionProps): PiafFunction => {
  const { stage, alarms, tables, secrets, queues, live } = props;
  const notifier = new PiafFunction(scope, "notifier", {
    stage,
    alarms,
    schema: notifierEnv,
    environment: {
      REPLIES_TABLE: tables.replies.tableName,
      INTENTS_TABLE: tables.intents.tableName,
      HOLDERS_TABLE: tables.holders.tableName,
      PEOPLE_TABLE: tables.people.tableName,
      CONNECTIONS_TABLE: tables.connections.tableName,
      SOCKETS_URL: live.socketsUrl,
      PUSH_SECRET_ID: secrets.push.secretArn,
      PUSH_HOSTS: stage.pushHosts.join(","),
      APP_ORIGINS: props.appOrigin,
      X_SECRET_ID: secrets.x.secretArn,
      X_API_URL: props.xApiUrl,
    },
    timeout: consumerTimeouts.notifier,
    memorySize: 512,
    impact: "People get no reply to their posts, nor a push; the app still shows every payment.",
  });
  queues.notices.feeds(notifier, { maxConcurrency: 5 });
  allowItems(notifier, tables.replies, { actions: ["GetItem", "PutItem", "UpdateItem"] });
  // Who wants to be left alone, and whether a proposal still is as it was told.
  allowItems(notifier, tables.intents, { actions: ["GetItem"] });
  // Whose an account is, and no more of him.
  allowItems(notifier, tables.holders, { actions: ["GetItem"] });
  allowItems(notifier, tables.connections, { actions: ["Query", "DeleteItem"] });
  allowItems(notifier, tables.people, { actions: ["GetItem", "Query", "DeleteItem"] });
  live.allow(notifier, { to: "send" });
  notifier.allow(["secretsmanager:GetSecretValue"], secrets.x.secretArn, secrets.push.secretArn);
  return notifier;
};
