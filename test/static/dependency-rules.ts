/** Who may import whom (docs/architecture.md), by dependency-cruiser, with a floor on what it saw: a run that sees nothing must not pass. */
import { type ICruiseResult, type IForbiddenRuleType, cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const folders = ["bin", "lib", "functions", "core", "contracts", "adapters", "locales", "app", "local"];

/** A module of Node itself: a bare name without an ending. */
const builtIn = "^[a-z_/]+$";

/** What a folder may import of the project, as patterns of paths. Packages are free, but for `core` and `contracts`. */
const allowed: Readonly<Record<string, { readonly from: string; readonly to: readonly string[] }>> = {
  core: { from: "^core/", to: ["^core/"] },
  contracts: { from: "^contracts/", to: ["^contracts/", "^core/", "node_modules/zod"] },
  locales: { from: "^locales/", to: ["^locales/", "^core/", "node_modules/@lingui/core"] },
  adapters: {
    from: "^adapters/([^/]+)/",
    to: ["^adapters/$1/", "^core/", "^contracts/", "node_modules", builtIn],
  },
  channels: {
    from: "^adapters/channels/",
    to: ["^adapters/channels/", "^core/(?!ledger/)", "^contracts/", "node_modules", builtIn],
  },
  functions: {
    from: "^functions/([^/]+)/",
    to: [
      "^functions/$1/",
      "^functions/_shared/",
      "^core/",
      "^contracts/",
      "^adapters/",
      "^locales/",
      "node_modules",
      builtIn,
    ],
  },
  lib: { from: "^lib/", to: ["^lib/", "^functions/[^/]+/env\\.ts$", "node_modules", builtIn] },
  bin: {
    from: "^bin/",
    to: ["^bin/", "^lib/", "^core/", "^contracts/", "^adapters/", "^locales/", "node_modules", builtIn],
  },
  app: {
    from: "^app/",
    to: [
      "^app/",
      "^contracts/",
      "^locales/",
      "^core/limits/(limits|refusal-help)\\.ts$",
      "^core/case/case\\.ts$",
      "^core/(money|consent|command|statement)/",
      "^core/bank/(iban|epc-qr)\\.ts$",
      "^core/channel/channel-event\\.ts$",
      "^core/holder/shown-name\\.ts$",
      "^core/(encoding|ids|clock|result|brand|device-kind)\\.ts$",
      "node_modules",
      builtIn,
    ],
  },
  local: { from: "^local/", to: ["^(?!test/|bench/)"] },
};

const rules: IForbiddenRuleType[] = [
  ...Object.entries(allowed).map(([name, { from, to }]) => ({
    name,
    severity: "error" as const,
    from: { path: from },
    to: { pathNot: [...to] },
  })),
  {
    name: "no-circle",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  { name: "found", severity: "error", from: {}, to: { couldNotResolve: true } },
];

/** Fewer modules than this, and the tool has stopped to see the code. */
const fewestModules = 120;

export const checkDependencyRules = async (): Promise<boolean> => {
  const { output } = await cruise(
    folders,
    {
      ruleSet: { forbidden: rules },
      validate: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "(^|/)(dist|cdk\\.out)/" },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
      enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    },
    {},
    { tsConfig: extractTSConfig("app/tsconfig.json") },
  );
  const { summary, modules } = output as ICruiseResult;
  const seen = modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`))).length;
  for (const { rule, from, to } of summary.violations) console.error(`dependency rule "${rule.name}": ${from} → ${to}`);
  if (seen < fewestModules) console.error(`dependency rules: saw ${seen} modules, fewer than ${fewestModules}.`);
  return summary.violations.length === 0 && seen >= fewestModules;
};

if (process.argv[1] === import.meta.filename) {
  process.exit((await checkDependencyRules()) ? 0 : 1);
}
