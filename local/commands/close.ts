import { parseArgs } from "node:util";

/** What the command says when it cannot close the day: one sentence with the remedy. */
class CloseRefusal extends Error {}

const usage = "Say at most the port: npm run -s close -- --port N.";

const readPort = (argv: readonly string[]): string => {
  try {
    const { values } = parseArgs({ args: [...argv], options: { port: { type: "string", default: "4400" } } });
    if (/^\d{1,5}$/.test(values.port)) return values.port;
    throw new CloseRefusal(`--port takes a number: ${values.port} is none.`);
  } catch (error) {
    throw error instanceof TypeError ? new CloseRefusal(usage) : error;
  }
};

const closeToday = async (port: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/local/close/`, { method: "POST" }).catch(() => undefined);
  if (response === undefined)
    throw new CloseRefusal(
      `Nothing answers on port ${port}: start Piaf with \`npm start\`, or name its port with --port N.`,
    );
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const { day, error } = isJson ? ((await response.json()) as { day?: string; error?: string }) : {};
  if (day !== undefined) return `Closed ${day}: what was paid until now is in a signed root.`;
  throw new CloseRefusal(error ?? `What answers on port ${port} is not Piaf: name its port with --port N.`);
};

try {
  console.log(await closeToday(readPort(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof CloseRefusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
