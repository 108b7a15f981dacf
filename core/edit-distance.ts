/** Names are short; of longer ones the beginnings are compared. */
const longest = 64;

/** How many letters must be put in, left out, replaced or swapped with their neighbour (optimal string alignment). */
export const editDistance = (left: string, right: string): number => {
  const [one, other] = [[...left].slice(0, longest), [...right].slice(0, longest)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  one.forEach((letter, row) => {
    const next = [row + 1];
    other.forEach((opposite, column) => {
      const replaced = (last[column] ?? 0) + (letter === opposite ? 0 : 1);
      const isSwap = row > 0 && column > 0 && letter === other[column - 1] && one[row - 1] === opposite;
      const swapped = isSwap ? (beforeLast[column - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (last[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    });
    beforeLast = last;
    last = next;
  });
  return last[other.length] ?? 0;
};
