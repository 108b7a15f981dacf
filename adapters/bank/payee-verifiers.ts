import { compareNames, type PayeeVerifier } from "../../core/bank/payee-verifier.ts";

/** Accounts of the sandbox, as docs/bank.md lists them; of no name: their bank does not answer. */
export const sandboxAccounts: Readonly<Record<string, string | undefined>> = {
  FR1420041010050500013M02606: "Alice Martin",
  DE89370400440532013000: "Bob Weber",
  NL91ABNA0417164300: "Carol de Vries",
  ES9121000418450200051332: "Dave Romero",
  BE68539007547034: undefined,
};

/** The verification of one machine and of tests: accounts that it does not know are whoever's is said. */
export const createSandboxVerifier = (): PayeeVerifier => ({
  verify: async ({ iban, name }) => {
    if (!Object.hasOwn(sandboxAccounts, iban)) return { check: "match" };
    const real = sandboxAccounts[iban];
    if (real === undefined) return { check: "not_possible" };
    const check = compareNames(name, real);
    return check === "close_match" ? { check, name: real } : { check };
  },
});

/** Where no bank is asked yet: the app says so, and the owner decides. */
export const createNoVerifier = (): PayeeVerifier => ({ verify: async () => ({ check: "not_possible" }) });
