/** Whether the text fits an IAM pattern, in which `*` stands for any characters, none included, and `?` for one. */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  return new RegExp(`^${expression}$`).test(text);
};
