import { epochMs } from "../clock.ts";
import type { ControlTerms } from "../consent/terms.ts";
import type { RequestId } from "../ids.ts";
import type { Controls, Freeze } from "./controls.ts";
import { type Limits, limitsOf, stricter } from "./limits.ts";

/**
 * What the owner may have at once, for being signed in: each only takes away. Whoever else can ask for it, such as somebody who
 * controls `api`, can do no more than hinder.
 */
export type AskedChange =
  | { readonly kind: "lower"; readonly limits: Limits }
  | { readonly kind: "freeze"; readonly what: Freeze }
  /** Takes back a raise that is still to come. */
  | { readonly kind: "cancel" };

/** The controls with what was asked for; the same ones where nothing changes. A lower limit also takes back what was to raise it. */
export const applyAsked = (controls: Controls, asked: AskedChange): Controls => {
  switch (asked.kind) {
    case "lower":
      return { ...controls, limits: stricter(controls.limits, asked.limits), pending: undefined };
    case "freeze":
      return { ...controls, frozen: controls.frozen === "all" ? "all" : asked.what };
    case "cancel":
      return { ...controls, pending: undefined };
  }
};

/** The controls with what was signed for. A later raise takes the place of one that is still to come. */
export const applySigned = (controls: Controls, terms: ControlTerms, request: RequestId): Controls => {
  switch (terms.purpose) {
    case "limit":
      return { ...controls, pending: { request, limits: limitsOf(terms.limits), effective: terms.effective } };
    case "unfreeze":
      // Who wants it to pay again does not want it closed.
      return { ...controls, frozen: undefined, closing: undefined };
  }
};

/** The controls as they are once what was to come has come; the same ones before. */
export const takeEffect = (controls: Controls, now: number): Controls => {
  const { pending } = controls;
  if (pending === undefined || epochMs(pending.effective) > now) return controls;
  return { ...controls, limits: { ...controls.limits, ...pending.limits }, pending: undefined };
};
