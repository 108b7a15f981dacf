import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache");
const unpacked = join(cache, "chromium");
const archive = join(root, "node_modules/@sparticuz/chromium/bin/al2023.tar.br");

const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
const nssPlaces = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];

/**
 * A headless Chromium: the machine's own where there is one, else the one that npm brings, with the libraries and fonts
 * that a bare container lacks. Works as root. `more` are switches of its command line. The caller closes it.
 */
export const launchChromium = async (more: readonly string[] = []): Promise<Browser> => {
  const own = installed.find((path) => existsSync(path));
  return chromium.launch({
    executablePath: own ?? (await unpack()),
    // Root has no sandbox; a container's /dev/shm is small; the browser has nothing to look for on the internet.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", ...more],
    env: { ...process.env, ...(own === undefined ? missingParts() : {}) },
  });
};

/** Once per installation, and whole or not at all: several processes may ask at the same time. */
const unpack = async (): Promise<string> => {
  if (!existsSync(unpacked)) {
    mkdirSync(cache, { recursive: true });
    const own = mkdtempSync(join(cache, "unpacking-"));
    await unpackInto(own);
    if (existsSync(unpacked)) rmSync(own, { recursive: true });
    else renameSync(own, unpacked);
  }
  return join(unpacked, "chromium");
};

/** The package unpacks into the folder for temporary files, wherever that is. */
const unpackInto = async (folder: string): Promise<void> => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  mkdirSync(join(folder, "libraries"));
  execFileSync("tar", ["-x", "-C", join(folder, "libraries")], { input: brotliDecompressSync(readFileSync(archive)) });
  // The package's own configuration looks for its fonts in /tmp.
  const fonts = `<fontconfig><dir>${join(unpacked, "fonts")}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>`;
  writeFileSync(join(folder, "fonts.conf"), fonts);
};

const missingParts = (): Record<string, string> => {
  const hasNss = nssPlaces.some((place) => existsSync(join(place, "libnss3.so")));
  const hasFonts = existsSync("/etc/fonts/fonts.conf");
  return {
    ...(hasNss ? {} : { LD_LIBRARY_PATH: join(unpacked, "libraries/lib") }),
    ...(hasFonts ? {} : { FONTCONFIG_FILE: join(unpacked, "fonts.conf") }),
  };
};
