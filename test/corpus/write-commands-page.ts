/** Writes docs/commands.md anew. */
import { writeFileSync } from "node:fs";
import { commandsPage } from "./commands-page.ts";

writeFileSync("docs/commands.md", await commandsPage());
