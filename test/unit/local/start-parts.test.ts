import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentHash } from "../../../local/build/content-hash.ts";
import { openDataFolder } from "../../../local/data/data-folder.ts";
import { javaMajor } from "../../../local/engines/java.ts";
import { openCheckpoints } from "../../../local/event-sources/checkpoints.ts";
import { generateSecret, openSecrets } from "../../../local/secrets/secret-store.ts";
import { createStopping } from "../../../local/stopping.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "piaf-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the version of Java", () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ["bash: java: command not found", undefined],
  ])("in %j is %j", (output, major) => {
    expect(javaMajor(output)).toBe(major);
  });
});

describe("the data folder", () => {
  it("is for one run at a time, and free again afterwards", () => {
    const first = openDataFolder(folder, { reset: false });
    expect(() => openDataFolder(folder, { reset: false })).toThrow(
      /^Another Piaf is running on the data folder .*--data\.$/,
    );
    first.close();
    openDataFolder(folder, { reset: false }).close();
  });

  it("loses on a reset what Piaf made, and nothing else", () => {
    const data = openDataFolder(folder, { reset: false });
    writeFileSync(data.secretsFile, "{}");
    writeFileSync(join(folder, "thesis.txt"), "mine");
    data.close();
    openDataFolder(folder, { reset: true }).close();
    expect(statSync(data.secretsFile, { throwIfNoEntry: false })).toBeUndefined();
    expect(statSync(join(folder, "thesis.txt")).size).toBe(4);
  });

  it("is refused in one sentence where it is a file", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => openDataFolder(file, { reset: false })).toThrow(/cannot be used .*--data\.$/);
  });
});

describe("a generated secret", () => {
  it("has the declared length and alphabet", () => {
    expect(generateSecret({ PasswordLength: 64, ExcludePunctuation: true })).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(generateSecret({ ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true })).toMatch(
      /^[a-z]{32}$/,
    );
    expect(generateSecret({})).not.toBe(generateSecret({}));
  });

  it("goes into the declared JSON", () => {
    const made = generateSecret({ SecretStringTemplate: '{"user":"a"}', GenerateStringKey: "password" });
    expect(JSON.parse(made)).toEqual({ user: "a", password: expect.stringMatching(/^.{32}$/) });
  });

  it("stays the same at the next start, readable by its owner only, unless it is supplied", () => {
    const secret = (name: string) => ({ name, ref: `arn:${name}`, properties: {} }) as never;
    const options = { file: join(folder, "secrets.json"), supplied: { x: () => "supplied" } };
    const first = openSecrets([secret("pin"), secret("x")], options);
    const second = openSecrets([secret("pin"), secret("x")], { ...options, supplied: {} });
    expect(first.find("pin")?.value).toHaveLength(32);
    expect(second.find("arn:pin")?.value).toBe(first.find("pin")?.value);
    expect(second.find("x")?.value).toBe("supplied");
    expect(second.find("other")).toBeUndefined();
    expect(statSync(options.file).mode & 0o077).toBe(0);
  });
});

describe("the positions in the streams", () => {
  it("survive a start", () => {
    const file = join(folder, "streams.json");
    openCheckpoints(file).set({ mapping: "m", shard: "s", sequenceNumber: "7" });
    expect(openCheckpoints(file).get("m", "s")).toBe("7");
    expect(openCheckpoints(file).get("m", "other")).toBeUndefined();
  });
});

describe("the hash of sources", () => {
  it("changes with a byte, a name and the salt, and only then", () => {
    const hash = (salt = "") => contentHash(folder, ["a", "missing"], salt);
    writeFileSync(join(folder, "a"), "1");
    const before = hash();
    expect(hash()).toBe(before);
    expect(hash("salt")).not.toBe(before);
    writeFileSync(join(folder, "a"), "2");
    expect(hash()).not.toBe(before);
  });
});

describe("stopping", () => {
  it("undoes the latest first, once, and all of it", async () => {
    const undone: string[] = [];
    const stopping = createStopping();
    stopping.later(() => void undone.push("first"));
    stopping.later(async () => void undone.push("second"));
    await Promise.all([stopping.stop(), stopping.stop()]);
    await stopping.stop();
    expect(undone).toEqual(["second", "first"]);
  });
});
