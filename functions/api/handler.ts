import { httpHandler } from "../_shared/http.ts";
import { apiDeps } from "./deps.ts";
import { apiRoutes } from "./routes.ts";

const deps = apiDeps();

export const handler = httpHandler(apiRoutes(deps), deps.log);
