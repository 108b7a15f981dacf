import { randomInt } from "node:crypto";

const digits = 6;
const mostTries = 5;

/** Codes that prove an e-mail address, one for each sign-in under way. */
export type EmailCodes = {
  issue(signIn: string, email: string): string;
  /** The address that the code proves; a code is worth nothing after five wrong tries. */
  redeem(signIn: string, code: string): string | undefined;
  emailOf(signIn: string): string | undefined;
};

type Sent = { readonly email: string; readonly code: string; triesLeft: number };

export const createEmailCodes = (): EmailCodes => {
  const sent = new Map<string, Sent>();
  return {
    issue: (signIn, email) => {
      const code = String(randomInt(10 ** digits)).padStart(digits, "0");
      sent.set(signIn, { email, code, triesLeft: mostTries });
      return code;
    },
    redeem: (signIn, code) => {
      const asked = sent.get(signIn);
      if (asked === undefined || asked.triesLeft <= 0) return undefined;
      asked.triesLeft -= 1;
      if (asked.code !== code.replaceAll(/\s/g, "")) return undefined;
      sent.delete(signIn);
      return asked.email;
    },
    emailOf: (signIn) => sent.get(signIn)?.email,
  };
};
