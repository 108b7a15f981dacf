/** Tells the time in milliseconds since 1970-01-01T00:00Z. Injected everywhere, so that tests and the simulation own time. */
export type Clock = () => number;

/** An instant as ISO 8601 in UTC with milliseconds: sorts as text in the order of time. */
export type Instant = string;

export const instant = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const epochMs = (at: Instant): number => Date.parse(at);

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
