import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import * as z from "zod";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { bundling } from "./bundling.ts";

type EnvSchema = z.ZodObject<Record<string, z.ZodType<string, string>>>;

export type PiafFunctionProps<Schema extends EnvSchema> = {
  readonly stage: Stage;
  readonly alarms: Alarms;
  /** From the function's own env.ts. */
  readonly schema: Schema;
  readonly environment: z.input<Schema>;
  readonly timeout: Duration;
  readonly memorySize: number;
  /** What people notice when it fails, in one sentence. */
  readonly impact: string;
};

/**
 * The Lambda whose code is `functions/<id>/handler.ts`. It has a role of its own, which may write its own log group and
 * nothing else until somebody grants more; and alarms for errors, throttles and slowness.
 * @throws ZodError at synth, when the environment lacks a variable of the schema or holds one that it does not know.
 */
export class PiafFunction<Schema extends EnvSchema = EnvSchema> extends NodejsFunction {
  constructor(scope: Construct, id: string, props: PiafFunctionProps<Schema>) {
    const logGroup = new LogGroup(scope, `${id}-log`, {
      retention: props.stage.logRetention,
      removalPolicy: props.stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: `functions/${id}/handler.ts`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      bundling,
      environment: {
        ...z.strictObject(props.schema.shape).parse(props.environment),
        NODE_OPTIONS: "--enable-source-maps",
      },
    });
    this.watch(id, props);
  }

  /** Lets it do exactly these things with exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  private watch(id: string, { alarms, timeout, impact }: PiafFunctionProps<Schema>): void {
    const period = Duration.minutes(5);
    alarms.add(`${id}-errors`, { metric: this.metricErrors({ period }), above: 0, impact, runbook: "function-errors" });
    alarms.add(`${id}-throttles`, {
      metric: this.metricThrottles({ period }),
      above: 0,
      impact,
      runbook: "function-throttles",
    });
    alarms.add(`${id}-slow`, {
      metric: this.metricDuration({ period, statistic: "p99" }),
      above: timeout.toMilliseconds() * 0.8,
      periods: 3,
      impact,
      runbook: "function-slow",
    });
  }
}
