/** Tells the person at the keyboard what is done, and how long it took. */
export type Progress = {
  readonly step: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;
  readonly note: (line: string) => void;
};

export const createProgress = (print: (line: string) => void): Progress => ({
  step: async (name, work) => {
    const startMs = performance.now();
    const value = await work();
    print(`  ${name} (${((performance.now() - startMs) / 1_000).toFixed(1)} s)`);
    return value;
  },
  note: print,
});
