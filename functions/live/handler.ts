import middy from "@middy/core";
import { liveDeps } from "./deps.ts";
import { hearSocket, type SocketAnswer, type SocketEvent } from "./hear-socket.ts";

const deps = liveDeps();

export const handler = middy<SocketEvent, SocketAnswer>().handler((event: SocketEvent) => hearSocket(event, deps));
