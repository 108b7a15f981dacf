import { ledgerOrder } from "../../contracts/messages/ledger-order.ts";
import { queueHandler } from "../_shared/queue.ts";
import { ledgerDeps } from "./deps.ts";
import { processOrder } from "./ledger-processor.ts";

const deps = ledgerDeps();

export const handler = queueHandler({
  schema: ledgerOrder,
  process: (order, delivery) => processOrder(order, delivery, deps),
  log: deps.log,
});
