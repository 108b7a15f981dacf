import type { ApiRoute } from "./routes.ts";

export type RouteMatch = { readonly route: ApiRoute; readonly parameters: Readonly<Record<string, string>> };

const segmentsOf = (path: string): readonly string[] => path.split("/").slice(1);

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const parametersOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
    const value = greedy === "+" ? given.slice(index).join("/") : (given[index] ?? "");
    if (value === "" || (name === undefined && value !== segment)) return undefined;
    if (name !== undefined) parameters[name] = decoded(value);
    if (greedy === "+") return parameters;
  }
  return wanted.length === given.length ? parameters : undefined;
};

/** Fewer parameters, then a named method, are the more specific, as API Gateway has it ("Routing API requests"). */
const vagueness = ({ path, method }: ApiRoute): number =>
  (path.includes("+}") ? 1_000 : 0) + 10 * path.split("{").length + (method === "ANY" ? 1 : 0);

/** The most specific route that fits, with the values of its path parameters. */
export const matchRoute = (
  routes: readonly ApiRoute[],
  { method, path }: { readonly method: string; readonly path: string },
): RouteMatch | undefined =>
  routes
    .filter((route) => route.method === method || route.method === "ANY")
    .flatMap((route) => {
      const parameters = parametersOf(route.path, path);
      return parameters === undefined ? [] : [{ route, parameters }];
    })
    .sort((a, b) => vagueness(a.route) - vagueness(b.route))[0];
