import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Receipt } from "../../../core/proof/receipt.ts";
import { createReceiptWorld } from "../../support/receipts.ts";

let folder: string;
let open: Receipt;
let closed: Receipt;

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piaf-verify-"));
  const world = await createReceiptWorld();
  open = await world.receiptBy(await world.passkeySigner());
  closed = await world.closed(open);
  file("keys.json", world.keys);
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = async (...args: readonly string[]) => {
  const run = promisify(execFile)("node", ["bin/verify.ts", ...args]);
  const { stdout, stderr, code } = await run.then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { code, lines: stdout.trimEnd().split("\n"), error: stderr.trimEnd() };
};
const keys = () => ["--keys", join(folder, "keys.json")];

it("says of a receipt that holds what holds, and ends well", async () => {
  const { code, lines } = await verify(file("receipt.json", closed), ...keys());
  expect(code).toBe(0);
  expect(lines.slice(0, -1)).toHaveLength(5);
  expect(lines.slice(0, -1).every((line) => line.startsWith("✓ "))).toBe(true);
  expect(lines.at(-1)).toBe(
    `Verified: ${closed.transfer.id}, 1299 minor units of EUR, by the keys of the stage "test".`,
  );
});

it("says before the close that the transfer is not yet in a root", async () => {
  const { code, lines } = await verify(file("open.json", open), ...keys());
  expect(code).toBe(1);
  expect(lines.filter((line) => line.startsWith("✗"))).toHaveLength(1);
  expect(lines.at(-1)).toBe("Not verified: The transfer is not yet in a root: its day has not been closed.");
});

it("names what does not hold", async () => {
  const tampered = { ...closed, transfer: { ...closed.transfer, amount: 1300 } };
  const { code, lines } = await verify(file("tampered.json", tampered), ...keys());
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^✗ .*moves another amount/);
  expect(lines.at(-1)).toMatch(/^Not verified: /);
});

it.each([
  ["no arguments", () => [], "Name a receipt"],
  ["an unknown option", () => ["a.json", "--key", "b.json"], "Name a receipt"],
  ["a file that is not there", () => [join(folder, "none.json"), ...keys()], "cannot be read"],
  ["a file that is not JSON", () => [file("text.json", "hello"), ...keys()], "is not JSON"],
  [
    "a file that is no receipt",
    () => [file("other.json", { v: 1 }), ...keys()],
    'is not a receipt of Piaf: "transfer"',
  ],
  [
    "keys that are none",
    () => [file("r.json", closed), "--keys", file("k.json", [])],
    "published keys: it does not fit",
  ],
])("says one sentence about %s", async (_what, args, sentence) => {
  const { code, lines, error } = await verify(...args());
  expect([code, lines]).toEqual([2, [""]]);
  expect(error.split("\n")).toHaveLength(1);
  expect(error).toContain(sentence);
});
