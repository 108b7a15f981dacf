import { secondMs } from "../../../core/clock.ts";

const timeoutMs = 5 * secondMs;

export type SandboxCall = { readonly path: string; readonly body?: object };

/** One call of the sandbox's API; undefined for a 404. Throws for every other answer that is none. */
export const callSandbox = async (
  { apiUrl, key }: { readonly apiUrl: string; readonly key: string },
  { path, body }: SandboxCall,
): Promise<unknown> => {
  const response = await fetch(`${apiUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`The sandbox answered ${path} with ${response.status}.`);
  return response.json();
};
