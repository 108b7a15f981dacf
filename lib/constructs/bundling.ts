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
  banner: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
};
