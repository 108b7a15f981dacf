import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type * as z from "zod";
import { createOfflineIdTokenVerifier } from "../adapters/identity/offline-id-token.ts";
import { createOfflineSignatureVerifier } from "../adapters/webauthn/offline-signature.ts";
import { receipt as receiptSchema, stageKeys } from "../contracts/http/receipt.ts";
import { receiptFaults } from "../core/proof/receipt-fault.ts";
import { verifyReceipt } from "../core/proof/verify-receipt.ts";

/** What keeps a receipt from being judged at all: one sentence with the remedy. */
class BadInput extends Error {}

const usage = "Name a receipt and the stage's published keys: npm run -s verify -- receipt.json --keys keys.json.";

const readArguments = (): { readonly receiptFile: string; readonly keysFile: string } => {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { keys: { type: "string" } } });
    const [receiptFile, ...more] = positionals;
    if (receiptFile === undefined || more.length > 0 || values.keys === undefined) throw new BadInput(usage);
    return { receiptFile, keysFile: values.keys };
  } catch (error) {
    throw error instanceof TypeError ? new BadInput(usage) : error;
  }
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new BadInput(`${file} cannot be read: name a file that is there.`);
  }
};

const readAs = <Schema extends z.ZodType>(file: string, what: string, schema: Schema): z.output<Schema> => {
  let json: unknown;
  try {
    json = JSON.parse(textOf(file));
  } catch (error) {
    throw error instanceof BadInput ? error : new BadInput(`${file} is not JSON: save it as Piaf sent it.`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "it" : `"${issue.path.join(".")}"`;
  throw new BadInput(`${file} is not ${what}: ${where} does not fit (${issue?.message ?? "unknown"}).`);
};

/** Prints each check and what follows; whether all hold. */
const verify = async (): Promise<boolean> => {
  const { receiptFile, keysFile } = readArguments();
  const receipt = readAs(receiptFile, "a receipt of Piaf", receiptSchema);
  const keys = readAs(keysFile, "a file of a stage's published keys", stageKeys);
  const verifiers = {
    signature: createOfflineSignatureVerifier(keys.origins),
    idToken: createOfflineIdTokenVerifier(keys.identity),
  };
  const checks = await verifyReceipt(receipt, { keys, verifiers });
  for (const { title, fault } of checks) console.log(fault ? `✗ ${title}: ${receiptFaults[fault]}` : `✓ ${title}`);
  const fault = checks.find((check) => check.fault !== undefined)?.fault;
  const { id, amount, currency } = receipt.transfer;
  console.log(
    fault === undefined
      ? `Verified: ${id}, ${amount} minor units of ${currency}, by the keys of the stage "${keys.stage}".`
      : `Not verified: ${receiptFaults[fault]}`,
  );
  return fault === undefined;
};

try {
  process.exitCode = (await verify()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
