import type { BankOperation } from "../../contracts/messages/bank-task.ts";
import type { BankDeps } from "./bank-deps.ts";
import { assignEntry, takeFile } from "./take-file.ts";

/** What an operator has done by hand, and the answer to the command line: JSON. */
export const operate = async (operation: BankOperation, deps: BankDeps): Promise<unknown> => {
  const { books, outbox } = deps;
  switch (operation.do) {
    case "list":
      return {
        unmatched: (await books.unmatched()).map((entry) => ({ ...entry, amount: Number(entry.amount) })),
        refused: await books.refused(),
        to_hand_over: await outbox.unsent(),
      };
    case "handed_over":
      await outbox.taken(operation.file);
      return { handed_over: operation.file };
    case "take": {
      const taken = await takeFile(operation.text, deps);
      return taken.ok ? { taken: taken.value.messageId } : { refused: taken.fault };
    }
    case "assign":
      await assignEntry(operation, deps);
      return { assigned: operation.reference };
  }
};
