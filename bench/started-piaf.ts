import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "../local/root.ts";

/** Made by a start, or too big to copy. */
const left = new Set(["node_modules", "cdk.out", "dist", ".piaf", ".git", "coverage"]);

export type Checkout = { readonly folder: string; readonly remove: () => void };

/** A checkout as `npm ci` leaves it: the sources and the packages, nothing built. Other runs keep what they have built. */
export const freshCheckout = (): Checkout => {
  const folder = mkdtempSync(join(tmpdir(), "piaf-bench-"));
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export type StartedPiaf = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

/** `npm start` in that checkout on a free port, with an empty data folder of its own. Answers once it says that it is ready. */
export const npmStart = async ({ folder }: Checkout): Promise<StartedPiaf> => {
  const data = mkdtempSync(join(folder, "data-"));
  const child = spawn("npm", ["start", "--", "--port", "0", "--data", data], { cwd: folder });
  // Not "exit": npm may be gone before the program that it ran.
  const ended = once(child, "close");
  // An interrupt to npm alone, not from a terminal, its shell would keep to itself.
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready after .*: (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void ended.then(() => reject(new Error(`npm start ended before it was ready.\n${said}`)));
  });
  return { url, port: Number(new URL(url).port), stop };
};
