import { account, region } from "../template/intrinsics.ts";
import type { Access } from "../policy/evaluate.ts";

/** A call of the management API of a WebSocket API, which is known by its path and not by a header. */
export type SocketCall = { readonly method: "POST" | "DELETE"; readonly stage: string; readonly connection: string };

const path = /^\/([^/]+)\/@connections\/([^/?]+)$/;

/** Undefined for a call of anything else. */
export const socketCallOf = (method: string | undefined, url: string | undefined): SocketCall | undefined => {
  const [, stage, connection] = path.exec(url ?? "") ?? [];
  if (stage === undefined || connection === undefined || (method !== "POST" && method !== "DELETE")) return undefined;
  return { method, stage, connection: decodeURIComponent(connection) };
};

export const socketAccess = ({ method, stage, connection }: SocketCall, apiId: string): Access => ({
  action: "execute-api:ManageConnections",
  resource: `arn:aws:execute-api:${region}:${account}:${apiId}/${stage}/${method}/@connections/${connection}`,
});
