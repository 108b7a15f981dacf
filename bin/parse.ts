/**
 * `npm run parse -- "text"`: what Piaf reads in a post. Without a text, one post a line on standard input:
 * `{"text", "author", "bot", "currency"?, "lang"?, "entities"?, "reply_to"?}`. One JSON object a line comes out.
 */
import { createInterface } from "node:readline";
import { readPostInput, resultOf } from "./parse/parse-line.ts";

const usage = 'npm run parse -- "@piaf send €20 to @bob", or JSON Lines on standard input';

const texts = process.argv.slice(2);

if (texts.length > 0) {
  for (const text of texts) console.log(JSON.stringify(resultOf({ text })));
} else if (process.stdin.isTTY) {
  console.error(usage);
  process.exitCode = 1;
} else {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    const input = readPostInput(line);
    if (input.ok) console.log(JSON.stringify(resultOf(input.value)));
    else {
      console.error(`${input.fault}: ${line.slice(0, 200)}`);
      process.exitCode = 1;
    }
  }
}
