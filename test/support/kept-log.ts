import type { Log, LogFacts, LogMessage } from "../../functions/_shared/log.ts";

export type LogLine = { readonly level: keyof Log; readonly message: LogMessage; readonly facts: LogFacts };

/** A log that keeps its lines, for tests that count them. */
export const createKeptLog = (): { readonly log: Log; readonly lines: readonly LogLine[] } => {
  const lines: LogLine[] = [];
  return {
    lines,
    log: {
      info: (message, facts = {}) => void lines.push({ level: "info", message, facts }),
      warn: (message, facts = {}) => void lines.push({ level: "warn", message, facts }),
      error: (message, _error, facts = {}) => void lines.push({ level: "error", message, facts }),
    },
  };
};
