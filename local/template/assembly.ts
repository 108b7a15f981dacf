import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Any value of a template, before its intrinsics are resolved. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export type Resource = {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly Condition?: string;
  readonly Metadata?: { readonly "aws:cdk:path"?: string };
};

export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: Json }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Export?: { readonly Name: Json } }>>;
};

/** One synthesized stack. `assetPath` tells where the file or folder of an asset lies, by its hash. */
export type Stack = {
  readonly name: string;
  readonly template: Template;
  readonly assetPath: (hash: string) => string | undefined;
};

type Manifest = {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
      }
    >
  >;
};

type AssetManifest = { readonly files: Readonly<Record<string, { readonly source: { readonly path?: string } }>> };

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** The stacks of a cloud assembly (`cdk.out`), as their templates and assets lie on the disk. */
export const readAssembly = (folder: string): readonly Stack[] => {
  const { artifacts } = readJson(join(folder, "manifest.json")) as Manifest;
  const assets = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== "cdk:asset-manifest" || properties?.file === undefined) continue;
    const { files } = readJson(join(folder, properties.file)) as AssetManifest;
    for (const [hash, { source }] of Object.entries(files)) {
      if (source.path !== undefined) assets.set(hash, join(folder, source.path));
    }
  }
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === "aws:cloudformation:stack")
    .map(([id, { properties }]) => ({
      name: properties?.stackName ?? id,
      template: readJson(join(folder, properties?.templateFile ?? `${id}.template.json`)) as Template,
      assetPath: (hash) => assets.get(hash),
    }));
};
