import * as z from "zod";
import { OperatorRefusal } from "./refusal.ts";

/** Where the Piaf on this machine answers its operator. */
const operatorPath = "/local/operator/";

/** Asks the Piaf on this machine. */
export const askLocalPiaf = async (port: string, body?: unknown): Promise<unknown> => {
  if (!/^\d{1,5}$/.test(port)) throw new OperatorRefusal(`--port takes a number: ${port} is none.`);
  const request = body === undefined ? { method: "GET" } : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${port}${operatorPath}`, request).catch(() => undefined);
  if (response === undefined) {
    throw new OperatorRefusal(
      `Nothing answers on port ${port}: start Piaf with \`npm start\`, or name its port with --port N.`,
    );
  }
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const answer: unknown = isJson ? await response.json() : {};
  if (response.ok && isJson) return answer;
  const said = z.object({ error: z.string() }).safeParse(answer);
  throw new OperatorRefusal(
    said.success ? said.data.error : `What answers on port ${port} is not Piaf: name its port with --port N.`,
  );
};
