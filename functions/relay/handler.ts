import { streamHandler } from "../_shared/stream.ts";
import { relayDeps } from "./deps.ts";
import { relayRecords } from "./relay-records.ts";

const deps = relayDeps();

export const handler = streamHandler({ process: (records) => relayRecords(records, deps), log: deps.log });
