/** Undoes what a start has done so far, the latest first, whether the start came to its end or not. */
export type Stopping = {
  /** Remembers how to undo something that has just been started. */
  readonly later: (undo: () => void | Promise<void>) => void;
  /** Undoes everything, once; what fails to stop does not keep the others from stopping. */
  readonly stop: () => Promise<void>;
};

export const createStopping = (): Stopping => {
  const undos: (() => void | Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo();
      } catch (error) {
        console.error(error);
      }
    }
  };
  return { later: (undo) => undos.push(undo), stop: () => (stopped ??= stopAll()) };
};
