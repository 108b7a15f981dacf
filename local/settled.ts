type Results<Works extends readonly unknown[]> = { -readonly [Index in keyof Works]: Awaited<Works[Index]> };

/**
 * All the results, as `Promise.all` gives them; but a failure is thrown only once every other work has come to its end
 * too: what they started can then be stopped.
 */
export const allSettled = async <const Works extends readonly Promise<unknown>[]>(
  works: Works,
): Promise<Results<Works>> => {
  const outcomes = await Promise.allSettled(works);
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  return Promise.all(works) as Promise<Results<Works>>;
};
