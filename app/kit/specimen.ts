import type { ComponentChildren } from "preact";

/** One component of the kit, in each of its states. */
export type Specimen = { readonly name: string; readonly states: ComponentChildren };
