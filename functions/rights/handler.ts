import { httpHandler } from "../_shared/http.ts";
import { rightsDeps } from "./deps.ts";
import { rightsRoutes } from "./routes.ts";

const deps = rightsDeps();

export const handler = httpHandler(rightsRoutes(deps), deps.log);
