/** The app's origins and the hosts that its passkeys are made for. */
export type RelyingParties = {
  readonly origins: readonly string[];
  readonly hosts: readonly string[];
  /** The origins that may use a passkey of a relying party: its host, and the hosts below it. */
  readonly originsOf: (relyingParty: string) => string[];
};

/** From the origins of the app, separated by commas, as the environment names them. */
export const relyingPartiesOf = (appOrigins: string): RelyingParties => {
  const origins = appOrigins.split(",").map((origin) => new URL(origin.trim()).origin);
  const hostOf = (origin: string): string => new URL(origin).hostname;
  return {
    origins,
    hosts: [...new Set(origins.map(hostOf))],
    originsOf: (relyingParty) =>
      origins.filter((origin) => hostOf(origin) === relyingParty || hostOf(origin).endsWith(`.${relyingParty}`)),
  };
};
