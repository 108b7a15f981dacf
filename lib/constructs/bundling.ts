import { LogLevel, OutputFormat, SourceMapMode, type BundlingOptions } from "aws-cdk-lib/aws-lambda-nodejs";

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
  banner: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
};
