import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../local/engines/free-port.ts";
import { startIdentity } from "./local-identity.ts";

const program = fileURLToPath(new URL("../../../local/commands/token.ts", import.meta.url));

const run = (...options: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [program, ...options], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

let local: Awaited<ReturnType<typeof startIdentity>>;
beforeAll(async () => {
  local = await startIdentity();
});
afterAll(() => local.stop());

test("prints the access token and nothing else", async () => {
  const { code, stdout, stderr } = await run("alice", "--port", String(local.port));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect((await local.verify(stdout.trim())).payload).toMatchObject({ sub: "alice", token_use: "access" });
});

test("prints an ID token over a nonce", async () => {
  const { stdout } = await run("bob", "--port", String(local.port), "--id-token", "--nonce", "key_y");
  expect((await local.verify(stdout.trim())).payload).toMatchObject({ sub: "bob", token_use: "id", nonce: "key_y" });
});

test("names the remedy in one sentence", async () => {
  const port = String(await freePort());
  const refusals = [
    { options: ["zed", "--port", String(local.port)], says: "Nobody called zed can sign in: try alice, bob, carol" },
    { options: ["alice", "--port", port], says: `Nothing answers on port ${port}: start Piaf with \`npm start\`` },
    { options: [], says: "Say whose token" },
    { options: ["alice", "--prot", port], says: "Say whose token" },
    { options: ["alice", "--port", "many"], says: "--port takes a number" },
  ];
  for (const { options, says } of refusals) {
    const { code, stdout, stderr } = await run(...options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
});
