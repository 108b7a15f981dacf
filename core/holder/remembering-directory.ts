import type { HolderDirectory } from "./holder.ts";

/**
 * A directory that asks for the same person once, for as long as one piece of work lasts: of 49 payments to one payee the
 * payee is read once. What it answers was true after the work began.
 */
export const rememberingDirectory = (directory: HolderDirectory): HolderDirectory => ({
  byId: remembering(directory.byId, (id) => id),
  byLink: remembering(directory.byLink, ({ channel, userId }) => `${channel} ${userId}`),
});

const remembering = <Asked, Answer>(
  ask: (asked: Asked) => Promise<Answer>,
  keyOf: (asked: Asked) => string,
): ((asked: Asked) => Promise<Answer>) => {
  const answers = new Map<string, Promise<Answer>>();
  return (asked) => {
    const key = keyOf(asked);
    const known = answers.get(key) ?? ask(asked);
    answers.set(key, known);
    return known;
  };
};
