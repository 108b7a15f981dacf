import { existsSync, renameSync, rmSync } from "node:fs";

/**
 * Gives a folder that is whole by now its final name. Where another run was quicker its folder stays, since both were made
 * from the same sources, and ours goes.
 */
export const putInPlace = (draft: string, folder: string): void => {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
};
