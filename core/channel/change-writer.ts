import type { Account, Writer, WriterStore } from "./writer.ts";

/** Of those who meet at one account, one wins each time; the mapping reads at most 20 batches side by side. */
const maximumAttempts = 25;

/** Judges the account as it stands and writes what has changed; judged anew when somebody else was first. */
export const changeWriter = async (
  writers: WriterStore,
  account: Account,
  judgeAccount: (current: Writer) => Writer,
): Promise<void> => {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const current = await writers.get(account);
    const next = judgeAccount(current);
    if (next === current || (await writers.replace(account, { current, next })) === "replaced") return;
  }
  throw new Error(`Too many posts change one account on ${account.channel} at the same moment.`);
};
