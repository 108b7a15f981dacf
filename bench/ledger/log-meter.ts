export type LogMeter = Disposable & {
  readonly lines: () => number;
  readonly bytes: () => number;
  readonly reset: () => void;
};

/** Counts what is written to standard output until it is disposed of, and keeps it from there: what functions log. */
export const meterLog = (): LogMeter => {
  let [lines, bytes] = [0, 0];
  const original = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array): boolean => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    lines += text.split("\n").length - 1;
    bytes += Buffer.byteLength(text);
    return true;
  }) as typeof process.stdout.write;
  return {
    lines: () => lines,
    bytes: () => bytes,
    reset: () => void ([lines, bytes] = [0, 0]),
    [Symbol.dispose]: () => void (process.stdout.write = original),
  };
};
