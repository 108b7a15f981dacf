/** What Lighthouse says of one load of a page, as far as it is used. */
export type Report = {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, Audit>>;
};

type Audit = {
  readonly id: string;
  readonly score: number | null;
  readonly displayValue?: string;
  readonly numericValue?: number;
};

type Flags = { readonly port: number; readonly onlyCategories: readonly string[]; readonly logLevel: "error" };

/** Its own types would bring the whole of the DOM into all programs here: the compiler must not look for them. */
const partOf = async <Part>(path: string): Promise<Part> => (await import(`lighthouse${path}`)) as Part;

const { default: Trace } = await partOf<{ default: { getDefaultTraceCategories: () => readonly string[] } }>(
  "/core/gather/gatherers/trace.js",
);
// With this one traced, Chromium 147 ends a page whose answer has a Referrer-Policy; no score is made of it.
const traced = Trace.getDefaultTraceCategories().filter((category) => category !== "blink.webdx_feature_usage");
Trace.getDefaultTraceCategories = () => traced;

const { default: lighthouse } = await partOf<{
  default: (url: string, flags: Flags) => Promise<{ readonly lhr: Report } | undefined>;
}>("");

/** Loads a page in the browser that listens on that port, as a phone would, and judges it. @throws Error when it could not. */
export const runLighthouse = async (url: string, flags: Flags): Promise<Report> => {
  const report = (await lighthouse(url, flags))?.lhr;
  if (report === undefined || report.runtimeError !== undefined)
    throw new Error(`${url} was not measured: ${report?.runtimeError?.message ?? "no report"}`);
  return report;
};

/** The report in the middle of several. */
export const { computeMedianRun: medianOf } = await partOf<{
  computeMedianRun: (reports: readonly Report[]) => Report;
}>("/core/lib/median-run.js");
