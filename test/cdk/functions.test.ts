import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Duration, Stack } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import { Alarms } from "../../lib/constructs/alarms.ts";
import { PiafFunction } from "../../lib/constructs/piaf-function.ts";
import { stageOf } from "../../lib/stages.ts";
import { createApp, idIn, ourFunctions, synthesize } from "./support/synthesized.ts";

const root = join(import.meta.dirname, "..", "..");
const piaf = synthesize("dev");
const functions = ourFunctions(piaf);
const alarms = piaf.every("AWS::CloudWatch::Alarm");
const alarmsOf = (id: string): readonly string[] =>
  alarms
    .filter(({ Properties }) => idIn(Properties.Dimensions?.[0]?.Value) === id)
    .map(({ Properties }) => Properties.MetricName);

test("there is a function for each folder of functions/ that has a handler, and for no other", () => {
  const folders = readdirSync(join(root, "functions")).filter((name) =>
    existsSync(join(root, "functions", name, "env.ts")),
  );
  expect(
    Object.keys(piaf.stateless.functions)
      .filter((name) => name !== "node")
      .sort(),
  ).toEqual(folders.sort());
  expect(functions).toHaveLength(folders.length);
});

describe.each(functions)("$id", ({ id, Properties }) => {
  test("runs Node 24 on arm64", () => {
    expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
  });

  test("logs JSON to a group of its own that forgets", () => {
    expect(Properties.LoggingConfig.LogFormat).toBe("JSON");
    const group = piaf
      .every("AWS::Logs::LogGroup")
      .find((group) => group.id === idIn(Properties.LoggingConfig.LogGroup));
    expect(group?.Properties.RetentionInDays).toBeGreaterThan(0);
    const sharing = functions.filter((other) => idIn(other.Properties.LoggingConfig.LogGroup) === group?.id);
    expect(sharing).toHaveLength(1);
  });

  test("has a role of its own, without a managed policy", () => {
    const role = piaf.every("AWS::IAM::Role").find((role) => role.id === idIn(Properties.Role));
    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
    expect(functions.filter((other) => idIn(other.Properties.Role) === role?.id)).toHaveLength(1);
  });

  test("rings when it fails, is throttled or slow", () => {
    expect(alarmsOf(id)).toEqual(expect.arrayContaining(["Errors", "Throttles", "Duration"]));
  });

  test("holds no secret in its environment", () => {
    const values = JSON.stringify(Properties.Environment.Variables);
    expect(values).not.toContain("{{resolve:");
    expect(values).not.toContain("SecretString");
  });
});

test("every alarm says what people notice, names a runbook that exists, and rings on the topic", () => {
  for (const { id, Properties } of alarms) {
    const [, impact, runbook] =
      /^(.+\.) Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(Properties.AlarmDescription) ?? [];
    expect(impact?.length, id).toBeGreaterThan(20);
    expect(existsSync(join(root, runbook!)), id).toBe(true);
    expect(Properties.AlarmActions, id).toHaveLength(1);
    // Silence is good news, but of what must happen every day.
    const isDaily = Properties.MetricName === "DayClosed";
    expect(Properties.TreatMissingData, id).toBe(isDaily ? "breaching" : "notBreaching");
  }
});

test("a close that never runs rings after 26 hours", () => {
  const daily = alarms.filter(({ Properties }) => Properties.MetricName === "DayClosed");
  expect(daily.map(({ Properties }) => Properties)).toMatchObject([
    { Namespace: "Piaf", Period: 3_600, EvaluationPeriods: 26, ComparisonOperator: "LessThanThreshold", Threshold: 1 },
  ]);
});

test("the age of the oldest message and of the streams' records ring", () => {
  const metrics = alarms.map(({ Properties }) => Properties.MetricName);
  expect(metrics.filter((name) => name === "ApproximateAgeOfOldestMessage")).toHaveLength(6);
  expect(metrics).toContain("IteratorAge");
});

test.each([
  ["rate(1 minute)", undefined],
  ["rate(5 minutes)", '{"task":"find_missed"}'],
])("clockwork runs at %s with %s", (rate, input) => {
  const rule = piaf.every("AWS::Events::Rule").find(({ Properties }) => Properties.ScheduleExpression === rate);
  const clockwork = piaf.stateless.resolve(piaf.stateless.functions.clockwork.functionArn);
  expect(rule?.Properties.Targets[0].Arn).toEqual(clockwork);
  expect(rule?.Properties.Targets[0].Input).toBe(input);
});

test("eraser runs every minute", () => {
  const rule = piaf.every("AWS::Events::Rule").find(({ Properties }) => /minute\)/.test(Properties.ScheduleExpression));
  const eraser = piaf.stateless.resolve(piaf.stateless.functions.eraser.functionArn);
  expect(rule?.Properties.Targets.map(({ Arn }: { Arn: unknown }) => Arn)).toContainEqual(eraser);
});

describe("the environment", () => {
  const app = createApp();
  const create = (environment: object) => () => {
    const stack = new Stack(app, Object.keys(environment).join("-"));
    return new PiafFunction(stack, "clockwork", {
      stage: stageOf("local"),
      alarms: new Alarms(stack, "alarms"),
      schema: z.object({ ONE: z.string(), TWO: z.string() }),
      environment: environment as { ONE: string; TWO: string },
      timeout: Duration.seconds(1),
      memorySize: 128,
      impact: "Nothing happens.",
    });
  };

  test("that is complete makes a function", () => expect(create({ ONE: "1", TWO: "2" })).not.toThrow());
  test("that lacks a variable fails at synth", () => expect(create({ ONE: "1" })).toThrow(/TWO/));
  test("that says more than the schema fails at synth", () =>
    expect(create({ ONE: "1", TWO: "2", SIX: "6" })).toThrow(/SIX/));
});
