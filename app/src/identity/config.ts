import type { Vault } from "../storage/vault.ts";

/** What the app is told about where it runs: `/app/config.json`. Endpoints may be paths of the app's own origin. */
export type AppConfig = {
  readonly stage: string;
  readonly identity: {
    readonly issuer: string;
    readonly client_id: string;
    readonly authorization_endpoint: string;
    readonly token_endpoint: string;
    readonly end_session_endpoint: string;
    readonly revocation_endpoint: string;
    /** Where who is new begins; without it at the sign-in, which offers it too. */
    readonly sign_up_endpoint?: string;
    readonly scope: string;
    readonly resource?: string;
  };
  /** The networks whose accounts can be linked, by name. */
  readonly networks?: Readonly<Record<string, NetworkConfig>>;
};

/** How a network asks somebody whether Piaf may know him there (OAuth 2.0). */
export type NetworkConfig = {
  readonly authorize_url: string;
  readonly client_id: string;
  readonly scopes: readonly string[];
};

const keptName = "config";

/** As it was when it was last read. */
export const keptConfig = (vault: Vault): Promise<AppConfig | undefined> => vault.read(keptName);

/** `undefined` when it cannot be read: no network, or a broken installation. */
export const loadConfig = async (vault: Vault): Promise<AppConfig | undefined> => {
  const response = await fetch("/app/config.json", { cache: "no-store" }).catch(() => undefined);
  if (response?.ok !== true) return undefined;
  const config = (await response.json().catch(() => undefined)) as AppConfig | undefined;
  if (config !== undefined) await vault.write(keptName, config);
  return config;
};
