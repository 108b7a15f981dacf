import { httpHandler } from "../_shared/http.ts";
import { lookupDeps } from "./deps.ts";
import { lookupRoutes } from "./routes.ts";

const deps = lookupDeps();

export const handler = httpHandler(lookupRoutes(deps), deps.log);
