import { CfnSamplingRule } from "aws-cdk-lib/aws-xray";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";

/** Of so many requests one leaves a trace: X-Ray's own rule would take five, and the first of each second. */
const sampledShare = 0.01;

/**
 * How much is traced. Whoever decides by X-Ray's rules decides by this one; the guide of Lambda says that the share of its
 * functions cannot be configured (docs/benchmarks.md has what that costs).
 */
export class TraceSampling extends Construct {
  constructor(scope: Construct, id: string, { name }: Stage) {
    super(scope, id);
    const ruleName = `piaf-${name}`;
    const any = { host: "*", httpMethod: "*", resourceArn: "*", serviceName: "*", serviceType: "*", urlPath: "*" };
    new CfnSamplingRule(this, "rule", {
      samplingRule: { ...any, ruleName, priority: 100, version: 1, reservoirSize: 0, fixedRate: sampledShare },
    });
  }
}
