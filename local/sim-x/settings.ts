import * as z from "zod";

const times = z.int().min(0).max(1_000).default(0);

/** What goes wrong with the next so many calls of the v2 API. */
const faults = z.strictObject({
  rate_limited: times,
  duplicate: times,
  server_error: times,
  time_out: times,
  no_credit: times,
});

export const settingsChange = z.strictObject({
  family: z.enum(["xaa", "aaa"]).optional(),
  faults: faults.optional(),
});

export type Fault = keyof z.infer<typeof faults>;

type Settings = { readonly family: "xaa" | "aaa"; readonly faults: Readonly<Record<Fault, number>> };

export type SimSettings = {
  current(): Settings;
  change(change: z.infer<typeof settingsChange>): Settings;
  /** The fault that this call meets, counted down. */
  takeFault(): Fault | undefined;
};

/** The switches of the simulated X; a start begins with the X Activity API and without faults. */
export const createSettings = (): SimSettings => {
  let settings: Settings = { family: "xaa", faults: faults.parse({}) };
  return {
    current: () => settings,
    change: (change) => {
      settings = { family: change.family ?? settings.family, faults: change.faults ?? settings.faults };
      return settings;
    },
    takeFault: () => {
      const due = (Object.keys(settings.faults) as Fault[]).find((fault) => settings.faults[fault] > 0);
      if (due) settings = { ...settings, faults: { ...settings.faults, [due]: settings.faults[due] - 1 } };
      return due;
    },
  };
};
