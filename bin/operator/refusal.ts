/** What a command says when it cannot do its work: one sentence with the remedy. */
export class OperatorRefusal extends Error {}

/** Runs a command; a refusal is one line on standard error, and a bug is a bug. */
export const runOperator = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof OperatorRefusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};
