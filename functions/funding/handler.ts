import { httpHandler } from "../_shared/http.ts";
import { fundingDeps } from "./deps.ts";
import { fundingRoutes } from "./routes.ts";

const deps = fundingDeps();

export const handler = httpHandler(fundingRoutes(deps), deps.log);
