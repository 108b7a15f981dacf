import { type Condition, compileCondition } from "./condition.ts";
import { type Projection, compileProjection } from "./projection.ts";
import { type Update, compileUpdate } from "./update.ts";

/** The adapters' texts are few and repeat for ever; a property test's are many and never come again. */
const mostKept = 2_000;

const remembering = <Compiled>(compile: (text: string) => Compiled): ((text: string) => Compiled) => {
  const kept = new Map<string, Compiled>();
  return (text) => {
    let compiled = kept.get(text);
    if (compiled === undefined) {
      compiled = compile(text);
      if (kept.size >= mostKept) kept.clear();
      kept.set(text, compiled);
    }
    return compiled;
  };
};

export const conditionOf: (text: string) => Condition = remembering((text) =>
  compileCondition("ConditionExpression", text),
);
export const filterOf: (text: string) => Condition = remembering((text) => compileCondition("FilterExpression", text));
export const keyConditionOf: (text: string) => Condition = remembering((text) =>
  compileCondition("KeyConditionExpression", text),
);
export const projectionOf: (text: string) => Projection = remembering(compileProjection);
export const updateOf: (text: string) => Update = remembering(compileUpdate);
