import { buildPage, kit } from "./build/build-page.ts";
import { networksFor } from "../lib/constructs/app-networks.ts";
import type { Mount } from "./front-door/mount.ts";
import { staticFiles } from "./http/static-files.ts";
import type { Deployment } from "./template/declared.ts";
import { localIssuer } from "./template/mapped-values.ts";

type HeadersPolicy = {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: string };
    readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
  };
  readonly CustomHeadersConfig: { readonly Items: readonly { readonly Header: string; readonly Value: string }[] };
};

/**
 * The headers that the template sends with the app, so that what its policy forbids fails here too; but for two that
 * cannot be: the stage shows phones in frames, and there is no TLS to insist on.
 */
const appHeaders = (deployment: Deployment, port: number): Record<string, string> => {
  const [policy] = deployment.ofType("AWS::CloudFront::ResponseHeadersPolicy");
  if (policy === undefined) return {};
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = policy.properties
    .ResponseHeadersPolicyConfig as unknown as HeadersPolicy;
  const stageOrigins = `http://localhost:${port} http://127.0.0.1:${port}`;
  const declared = security.ContentSecurityPolicy.ContentSecurityPolicy;
  return {
    "content-security-policy": declared.replace("frame-ancestors 'none'", `frame-ancestors ${stageOrigins}`),
    "referrer-policy": security.ReferrerPolicy.ReferrerPolicy,
    "x-content-type-options": "nosniff",
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
};

const stageHeaders = (port: number): Record<string, string> => ({
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src http://*.localhost:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
});

/** What the app is told about where it runs; its endpoints are below each phone's own origin. */
const appConfig = (xClientId: string) => ({
  stage: "local",
  identity: {
    issuer: localIssuer,
    client_id: "piaf-app",
    authorization_endpoint: "/oidc/auth",
    token_endpoint: "/oidc/token",
    end_session_endpoint: "/oidc/session/end",
    revocation_endpoint: "/oidc/token/revocation",
    scope: "openid profile",
  },
  networks: { x: { ...networksFor({ xClientId }).x, authorize_url: "/sim/x/i/oauth2/authorize" } },
});

/** `/app/kit`: built when it is first asked for, so that no start waits for it. It is no part of the app that is deployed. */
const kitPage = (headers: Record<string, string>): Mount => {
  const prefix = "/app/kit/";
  let site: Promise<Mount> | undefined;
  return {
    prefix,
    handle: async (request, response) => {
      site ??= buildPage(kit).then((folder) => staticFiles({ prefix, folder, headers }));
      return (await site).handle(request, response);
    },
  };
};

/** The app under /app/ and the stage at /, from the folders of their built files. */
export const pageMounts = (
  deployment: Deployment,
  built: { readonly app: string; readonly stage: string; readonly port: number; readonly xClientId: string },
): readonly Mount[] => [
  kitPage(stageHeaders(built.port)),
  staticFiles({
    prefix: "/app/",
    folder: built.app,
    headers: appHeaders(deployment, built.port),
    hasPlaces: true,
    documents: { "config.json": appConfig(built.xClientId) },
  }),
  staticFiles({ prefix: "/", folder: built.stage, headers: stageHeaders(built.port) }),
];
