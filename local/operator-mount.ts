import { identification } from "../contracts/messages/identification.ts";
import type { Mount } from "./front-door/mount.ts";
import { send } from "./http/answer.ts";
import type { LocalFunction } from "./workers/pool.ts";

/**
 * What an operator has on AWS by his credentials, for the commands of the terminal: `GET /local/operator/` says where the table is
 * that cases are kept in, `POST` tells `enrol` who somebody is. On AWS there is no such path.
 */
export const operatorMount = (
  enrol: LocalFunction,
  tables: { readonly endpoint: string; readonly region: string; readonly account: string; readonly intents: string },
): Mount => ({
  prefix: "/local/operator/",
  handle: async (request, response) => {
    const answer = (status: number, body: unknown): void =>
      send(response, { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (request.method !== "POST") return answer(200, tables);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const wish = identification.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}"));
    if (!wish.success) return answer(400, { error: "Say who is known how well: holder and level." });
    const outcome = await enrol.invoke(wish.data);
    return outcome.ok ? answer(200, outcome.value) : answer(409, { error: outcome.fault.errorMessage });
  },
});
