import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Piaf, startPiaf } from "../../local/piaf.ts";

export type WholePiaf = Piaf & {
  readonly dataDir: string;
  /** A request to the front door; `as` names who is signed in. Answers with the parsed JSON. */
  readonly call: (request: Request) => Promise<Answer>;
  /** Writes a post on the simulated X; its id. */
  readonly post: (post: { readonly as: string; readonly text: string } & Record<string, unknown>) => Promise<string>;
};

type Request = {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

export type Answer = { readonly status: number; readonly body: Record<string, never> & Record<string, unknown> };

/** The whole of Piaf on a port and with a data folder of its own; `stop` removes both. */
export const startWholePiaf = async (): Promise<WholePiaf> => {
  const dataDir = mkdtempSync(join(tmpdir(), "piaf-test-"));
  const quiet = { step: <Value>(_what: string, work: () => Promise<Value>) => work(), note: () => undefined };
  const piaf = await startPiaf({ port: 0, dataDir, progress: quiet });
  const started = Date.now();
  const call = async ({ method = "GET", path, token, body, headers }: Request): Promise<Answer> => {
    const response = await fetch(`${piaf.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Answer["body"]) };
  };
  let posts = 0;
  /** Each a quarter of a minute older than the one before, so that a test that writes much is no flood. */
  const aged = () => Math.max(0, Math.round((Date.now() - started) / 1_000)) + 15 * posts++;
  return {
    ...piaf,
    dataDir,
    call,
    post: async (post) => {
      const body = { written_seconds_ago: aged(), ...post };
      return String((await call({ method: "POST", path: "/sim/x/posts", body })).body["id"]);
    },
    stop: async () => {
      await piaf.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
