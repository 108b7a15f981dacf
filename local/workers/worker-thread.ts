import { parentPort, workerData } from "node:worker_threads";
import { pathToFileURL } from "node:url";
import type { FromWorker, ToWorker, WorkerSettings } from "./protocol.ts";

/** Runs inside the worker: loads the bundled handler once, then answers one event at a time, as Lambda's runtime does. */
const { modulePath, exportName, functionName, functionArn, memoryMb } = workerData as WorkerSettings;

type Handler = (event: unknown, context: object) => unknown;

const port = parentPort;
if (port === null) throw new Error("worker-thread.ts runs in a worker only");

const say = (message: FromWorker): void => port.postMessage(message);

const faultOf = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, stack: error.stack ?? "" }
    : { errorType: "Error", errorMessage: String(error), stack: "" };

const contextOf = ({ requestId, deadlineMs }: ToWorker): object => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: functionArn,
  memoryLimitInMB: String(memoryMb),
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: "local",
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
});

const load = async (): Promise<Handler> => {
  const handler = ((await import(pathToFileURL(modulePath).href)) as Record<string, unknown>)[exportName];
  if (typeof handler !== "function") throw new Error(`${modulePath} exports no function ${exportName}`);
  return handler as Handler;
};

try {
  const handler = await load();
  port.on("message", async (message: ToWorker) => {
    const { requestId } = message;
    try {
      // Lambda's answer is JSON: what JSON cannot say must fail or vanish here as it does there.
      const value = JSON.stringify((await handler(message.event, contextOf(message))) ?? null);
      say({ kind: "answered", requestId, value });
    } catch (error) {
      say({ kind: "failed", requestId, fault: faultOf(error) });
    }
  });
  say({ kind: "ready" });
} catch (error) {
  say({ kind: "unloadable", fault: faultOf(error) });
}
