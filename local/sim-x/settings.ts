import * as z from "zod";

const times = z.int().min(0).max(1_000).default(0);

/** What goes wrong with the next so many calls of the v2 API, and deliveries to the webhook that are never made. */
const faults = z.strictObject({
  rate_limited: times,
  duplicate: times,
  server_error: times,
  time_out: times,
  no_credit: times,
  lost_delivery: times,
});

export const settingsChange = z.strictObject({
  family: z.enum(["xaa", "aaa"]).optional(),
  faults: faults.optional(),
});

type AnyFault = keyof z.infer<typeof faults>;

export type Fault = Exclude<AnyFault, "lost_delivery">;

type Settings = { readonly family: "xaa" | "aaa"; readonly faults: Readonly<Record<AnyFault, number>> };

export type SimSettings = {
  current(): Settings;
  change(change: z.infer<typeof settingsChange>): Settings;
  /** The fault that this call meets, counted down. */
  takeFault(): Fault | undefined;
  /** Whether this delivery is lost, counted down. */
  takeLoss(): boolean;
};

/** The switches of the simulated X; a start begins with the X Activity API and without faults. */
export const createSettings = (): SimSettings => {
  let settings: Settings = { family: "xaa", faults: faults.parse({}) };
  const countDown = (fault: AnyFault): void => {
    settings = { ...settings, faults: { ...settings.faults, [fault]: settings.faults[fault] - 1 } };
  };
  return {
    current: () => settings,
    change: (change) => {
      settings = { family: change.family ?? settings.family, faults: change.faults ?? settings.faults };
      return settings;
    },
    takeFault: () => {
      const { lost_delivery: _lost, ...ofApi } = settings.faults;
      const due = (Object.keys(ofApi) as Fault[]).find((fault) => ofApi[fault] > 0);
      if (due) countDown(due);
      return due;
    },
    takeLoss: () => {
      const isLost = settings.faults.lost_delivery > 0;
      if (isLost) countDown("lost_delivery");
      return isLost;
    },
  };
};
