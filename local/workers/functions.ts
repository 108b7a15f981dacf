import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { statementsOfRole } from "../policy/role-policies.ts";
import { startProxy, type Backends, type Principal, type Proxy } from "../proxy/proxy.ts";
import { Refusal } from "../refusal.ts";
import type { Declared, Deployment } from "../template/declared.ts";
import { account, region } from "../template/intrinsics.ts";
import { ownProxy } from "../template/mapped-values.ts";
import { createPool, type LocalFunction } from "./pool.ts";

/** A function with its only way to AWS. */
export type RunningFunction = { readonly local: LocalFunction; readonly proxy: Proxy };

export type FunctionsOptions = {
  readonly deployment: Deployment;
  readonly backends: Backends;
  /** Puts local values in the place of the few that differ from the template. */
  readonly mapValue: (value: string) => string;
  /** Where each function's output goes, in a file of its own. */
  readonly logs: string;
  readonly onRefused: (line: string) => void;
};

/** The Lambda runtime whose Node the project brings. */
const runtime = "nodejs24.x";

const principalOf = (deployment: Deployment, { name, properties }: Declared): Principal => {
  const role = deployment.ofType("AWS::IAM::Role").find(({ arn }) => arn === properties.Role);
  if (role === undefined) throw new Refusal(`the role of ${name} is not in the template.`);
  return {
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${name}`,
    accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString("hex"),
    statements: statementsOfRole(deployment, role),
  };
};

/** What Lambda itself puts into the environment, and the endpoint of the proxy. */
const runtimeEnvironment = ({ name, properties }: Declared, { endpoint, principal }: Proxy) => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: principal.accessKeyId,
  AWS_SECRET_ACCESS_KEY: principal.secretAccessKey,
  AWS_ENDPOINT_URL: endpoint,
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize ?? 128),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
  _HANDLER: String(properties.Handler),
});

const codeFolderOf = (deployment: Deployment, { logicalId, stack, properties }: Declared): string => {
  const { S3Key: key = "" } = properties.Code as { readonly S3Key?: string };
  const owner = deployment.resources.find((entry) => entry.logicalId === logicalId && entry.stack.name === stack);
  const folder = owner?.stack.assetPath(key.replace(/\.zip$/, ""));
  if (folder === undefined) throw new Refusal(`the code of ${logicalId} is not among the assets.`);
  return folder;
};

const startFunction = async (options: FunctionsOptions, declared: Declared): Promise<RunningFunction> => {
  const { deployment, backends, onRefused, logs, mapValue } = options;
  const { label, name, arn, properties } = declared;
  if (properties.Runtime !== runtime) {
    throw new Refusal(`local/ does not know the runtime ${String(properties.Runtime)} of ${label}.`);
  }
  const proxy = await startProxy({ principal: principalOf(deployment, declared), backends, onRefused });
  const { Variables = {} } = (properties.Environment ?? {}) as { readonly Variables?: Record<string, string> };
  const given = Object.fromEntries(
    Object.entries(Variables).map(([key, value]) => [key, mapValue(value).replace(ownProxy, proxy.endpoint)]),
  );
  const local = createPool({
    label,
    name,
    arn,
    codeFolder: codeFolderOf(deployment, declared),
    handler: String(properties.Handler),
    timeoutMs: Number(properties.Timeout ?? 3) * 1_000,
    memoryMb: Number(properties.MemorySize ?? 128),
    environment: { ...given, ...runtimeEnvironment(declared, proxy) },
    print: (chunk) => appendFileSync(join(logs, `${label}.log`), chunk),
  });
  return { local, proxy };
};

/** Every function of the template: its pool of workers behind a proxy that applies its role's policy. */
export const startFunctions = (options: FunctionsOptions): Promise<readonly RunningFunction[]> =>
  Promise.all(options.deployment.ofType("AWS::Lambda::Function").map((declared) => startFunction(options, declared)));
