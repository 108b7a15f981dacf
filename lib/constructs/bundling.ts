import { join } from "node:path";
import { LogLevel, OutputFormat, SourceMapMode, type BundlingOptions } from "aws-cdk-lib/aws-lambda-nodejs";

/**
 * Lambda puts a role's credentials in the environment, where the SDK looks first. It would load these, by `import()`,
 * to look elsewhere; left out, they take 130 kB less of every bundle.
 */
const neverLoaded = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/credential-provider-imds",
];

/** What twitter-text brings for the browsers of its youth. Node has all of it; without, a bundle is 10 kB smaller. */
const polyfills = [
  "array.index-of",
  "array.is-array",
  "array.iterator",
  "array.reduce",
  "array.sort",
  "object.define-property",
  "object.keys",
  "object.to-string",
  "regexp.constructor",
  "regexp.exec",
  "regexp.match",
  "regexp.replace",
  "regexp.split",
].map((name) => `core-js/modules/es6.${name}=${join(import.meta.dirname, "nothing.js")}`);

/**
 * How a function becomes one file. The AWS SDK goes in, so that the lockfile decides its version and the start is faster;
 * the banner gives CommonJS dependencies the `require` that an ES module lacks.
 */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: "node24",
  mainFields: ["module", "main"],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  metafile: true,
  logLevel: LogLevel.WARNING,
  bundleAwsSDK: true,
  externalModules: neverLoaded,
  // Lingui's compiler of texts, for one, is for development only.
  define: { "process.env.NODE_ENV": '"production"' },
  esbuildArgs: { "--alias": polyfills },
  banner: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
};
