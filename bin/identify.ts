/** `npm run identify -- hol_… basic`: an operator's word of who somebody is, which sets the level. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { type Identification, identification } from "../contracts/messages/identification.ts";
import { askLocalPiaf } from "./operator/local-piaf.ts";
import { OperatorRefusal, runOperator } from "./operator/refusal.ts";

const usage =
  "Say who is known how well: npm run -s identify -- hol_… unverified|basic|full [--kind person|association|company] [--function NAME] [--port N].";

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        kind: { type: "string" },
        function: { type: "string" },
        port: { type: "string", default: "4400" },
      },
    });
  } catch (error) {
    throw error instanceof TypeError ? new OperatorRefusal(usage) : error;
  }
};

/** By the AWS command line and its credentials: `enrol` alone writes who somebody is. */
const invokeOnAws = async (functionName: string, wish: Identification): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "piaf-identify-"));
  const answer = join(folder, "answer.json");
  const options = ["--function-name", functionName, "--cli-binary-format", "raw-in-base64-out"];
  try {
    const { stdout } = await promisify(execFile)("aws", [
      ...["lambda", "invoke", ...options, "--payload", JSON.stringify(wish), answer],
    ]);
    if (stdout.includes("FunctionError")) throw new OperatorRefusal(`enrol refused: ${readFileSync(answer, "utf8")}`);
  } catch (error) {
    if (error instanceof OperatorRefusal) throw error;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new OperatorRefusal(
      isMissing
        ? "The AWS command line is missing: install `aws`, and sign in."
        : `AWS did not invoke ${functionName}: look at the name, the region and your credentials.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

await runOperator(async () => {
  const { positionals, values } = readArguments();
  const [holder, level, ...more] = positionals;
  const wish = identification.safeParse({ operator: "identify", holder, level, kind: values.kind });
  if (!wish.success || more.length > 0) throw new OperatorRefusal(usage);
  if (values.function === undefined) await askLocalPiaf(values.port, wish.data);
  else await invokeOnAws(values.function, wish.data);
  console.log(`${holder} is ${level} now; the wallet has its limits a moment later.`);
});
