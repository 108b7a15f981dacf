import { secondMs } from "../../core/clock.ts";
import type { BankChannel } from "../../core/bank/bank-books.ts";
import { type BankSecret } from "./bank-secret.ts";

const timeoutMs = 10 * secondMs;

type Settings = { readonly apiUrl: string; readonly readSecret: () => Promise<BankSecret> };

/** The bank of one machine, which `local/` embeds: files over HTTP. */
export const createSandboxChannel = ({ apiUrl, readSecret }: Settings): BankChannel => ({
  send: async ({ text }) => {
    const { api_key: key } = await readSecret();
    const response = await fetch(`${apiUrl}/files`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/xml" },
      body: text,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The bank answered a file with ${response.status}.`);
    return "taken";
  },
});

/** A bank without an API: an operator fetches the files and hands them over in the bank's own portal. */
export const createOperatorChannel = (): BankChannel => ({ send: async () => "waits" });
