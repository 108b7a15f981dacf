/** Carries the request out, and answers what the client would. */
export type Next = () => Promise<object>;

type Handler = (args: { readonly input: object }) => Promise<{ readonly output: object; readonly response: unknown }>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;

/** A client of the SDK, whichever service it is of. */
export type MiddlewareClient = {
  readonly middlewareStack: {
    readonly add: (middleware: never, options: { step: "initialize"; name: string; priority: "high" }) => void;
  };
};

/** Puts a step around every command of a client, outermost: outside of the SDK's retries. */
export const useMiddleware = (
  client: MiddlewareClient,
  name: string,
  around: (command: string, input: never, next: Next) => Promise<object>,
): void => {
  const middleware: Middleware = (next, context) => async (args) => {
    const run = async (input: object): Promise<object> => (await next({ ...args, input })).output;
    const output = await around(context.commandName ?? "", args.input as never, () => run(args.input));
    return { output, response: {} };
  };
  client.middlewareStack.add(middleware as never, { step: "initialize", name, priority: "high" });
};
