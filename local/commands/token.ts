import { parseArgs } from "node:util";

/** What the command says when it cannot print a token: one sentence with the remedy. */
class TokenRefusal extends Error {}

const usage = "Say whose token: npm run -s token -- alice [--port N] [--id-token [--nonce X]].";

const readArguments = (argv: readonly string[]) => {
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: "string", default: "4400" },
        "id-token": { type: "boolean", default: false },
        nonce: { type: "string" },
      },
    });
    const [person, ...more] = positionals;
    if (person === undefined || more.length > 0) throw new TokenRefusal(usage);
    if (!/^\d{1,5}$/.test(values.port)) throw new TokenRefusal(`--port takes a number: ${values.port} is none.`);
    return { person, port: values.port, idToken: values["id-token"], nonce: values.nonce };
  } catch (error) {
    throw error instanceof TypeError ? new TokenRefusal(usage) : error;
  }
};

type Wanted = ReturnType<typeof readArguments>;

const askFor = async ({ person, port, nonce }: Wanted): Promise<Response> => {
  const query = new URLSearchParams({ person, ...(nonce === undefined ? {} : { nonce }) });
  try {
    return await fetch(`http://127.0.0.1:${port}/oidc/token-for?${query}`, { method: "POST" });
  } catch {
    throw new TokenRefusal(
      `Nothing answers on port ${port}: start Piaf with \`npm start\`, or name its port with --port N.`,
    );
  }
};

const tokenFor = async (wanted: Wanted): Promise<string> => {
  const response = await askFor(wanted);
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  if (response.status === 404 && isJson) {
    const { people } = (await response.json()) as { people: string[] };
    throw new TokenRefusal(`Nobody called ${wanted.person} can sign in: try ${people.join(", ")}.`);
  }
  if (!response.ok || !isJson)
    throw new TokenRefusal(`What answers on port ${wanted.port} is not Piaf: name its port with --port N.`);
  const tokens = (await response.json()) as { access_token: string; id_token: string };
  return wanted.idToken ? tokens.id_token : tokens.access_token;
};

try {
  console.log(await tokenFor(readArguments(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof TokenRefusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
