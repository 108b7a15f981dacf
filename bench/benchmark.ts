/** One measured figure beside what it should reach. A single measurement has no spread. */
export type Figure = {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** The median must not be above it. */
  readonly atMost?: number;
  /** The median must not be below it. */
  readonly atLeast?: number;
};

export type Report = {
  readonly figures: readonly Figure[];
  /** The same for programs. */
  readonly json: Readonly<Record<string, unknown>>;
};

export type Options = {
  readonly rounds: number;
  /** Tells the person at the keyboard how far it is; never to standard output. */
  readonly say: (line: string) => void;
};

export type Benchmark = {
  readonly about: string;
  readonly rounds: { readonly usual: number; readonly most: number };
  readonly run: (options: Options) => Promise<Report>;
};
