/** What else than this origin a page may use, by what for. */
export type OtherOrigins = {
  readonly script?: readonly string[];
  readonly frame?: readonly string[];
  readonly connect?: readonly string[];
};

/** Where Stripe's card form comes from, and where it asks the payer's bank (docs.stripe.com/security/guide). */
export const stripeOrigins: OtherOrigins = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
};

/** Nothing runs, loads or frames but what comes from this origin, and from the others that are named. */
export const contentSecurityPolicy = ({ script = [], frame = [], connect = [] }: OtherOrigins): string =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...script].join(" ")}`,
    ...(frame.length === 0 ? [] : [`frame-src ${frame.join(" ")}`]),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
