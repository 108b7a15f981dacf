import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";

/** Whether it was written: a condition that does not hold says that somebody else was first. */
export const unlessRefused = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
