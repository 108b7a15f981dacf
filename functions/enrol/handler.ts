import { httpHandler } from "../_shared/http.ts";
import { enrolDeps } from "./deps.ts";
import { enrolRoutes } from "./routes.ts";

const deps = enrolDeps();

export const handler = httpHandler(enrolRoutes(deps), deps.log);
