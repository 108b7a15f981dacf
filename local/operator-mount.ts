import { identification } from "../contracts/messages/identification.ts";
import type { Mount } from "./front-door/mount.ts";
import { send } from "./http/answer.ts";
import type { Deployment } from "./template/declared.ts";
import type { LocalFunction } from "./workers/pool.ts";

/** Where the cases are kept, and how long each may take. */
type OperatorDesk = {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  /** The table. */
  readonly intents: string;
  readonly case_rules: string;
};

/** JSON, as the functions are told it. */
export const caseRulesIn = (deployment: Pick<Deployment, "ofType">): string => {
  const told = deployment.ofType("AWS::Lambda::Function").map(({ properties }) => {
    const { Environment } = properties as { readonly Environment?: { readonly Variables?: Record<string, unknown> } };
    return Environment?.Variables?.["CASE_RULES"];
  });
  return told.find((rules) => typeof rules === "string") ?? "{}";
};

/**
 * What an operator has on AWS by his credentials, for the commands of the terminal: `GET /local/operator/` says where the table is
 * that cases are kept in, `POST` tells `enrol` who somebody is. On AWS there is no such path.
 */
export const operatorMount = (enrol: LocalFunction, desk: OperatorDesk): Mount => ({
  prefix: "/local/operator/",
  handle: async (request, response) => {
    const answer = (status: number, body: unknown): void =>
      send(response, { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (request.method !== "POST") return answer(200, desk);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const wish = identification.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}"));
    if (!wish.success) return answer(400, { error: "Say who is known how well: holder and level." });
    const outcome = await enrol.invoke(wish.data);
    return outcome.ok ? answer(200, outcome.value) : answer(409, { error: outcome.fault.errorMessage });
  },
});
