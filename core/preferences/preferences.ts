import type { HolderId } from "../ids.ts";

/** What a person has chosen about how Piaf shows things and tells of them; absent where nothing was chosen. */
export type Preferences = {
  readonly language?: string | undefined;
  readonly currency?: string | undefined;
  readonly appearance?: string | undefined;
  readonly notifications?:
    { readonly toApprove: boolean; readonly received: boolean; readonly failed: boolean } | undefined;
  /** A push message may show amount and name. */
  readonly pushDetails?: boolean | undefined;
  readonly hideBalance?: boolean | undefined;
};

export type PreferenceStore = {
  get(holder: HolderId): Promise<Preferences>;
  /** All of them at once. */
  replace(holder: HolderId, preferences: Preferences): Promise<void>;
};
