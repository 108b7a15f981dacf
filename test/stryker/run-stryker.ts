/** `npm run test:stryker`: of how many small changes to the code its tests take notice, folder by folder. */
import { Stryker } from "@stryker-mutator/core";
import { readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";

const folders = ["core/money", "core/consent", "core/ledger"];
const demandedPercent = 90;

type Mutants = Awaited<ReturnType<Stryker["runMutationTest"]>>;

/** A few minutes a folder. Its copies of the project lie apart: tools that look for tests here find none. */
const mutate = async (folder: string): Promise<Mutants> => {
  const copies = join(tmpdir(), `piaf-stryker-${process.pid}`);
  const stryker = new Stryker({
    configFile: "test/stryker/stryker.config.json",
    mutate: [`${folder}/**/*.ts`],
    tempDirName: copies,
  });
  try {
    return await stryker.runMutationTest();
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
};

/** One that breaks the module for good, or that a comment with its reason leaves out, says nothing about the tests. */
const judged = (mutants: Mutants): Mutants =>
  mutants.filter(({ status }) => ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status));

const survivors = (mutants: Mutants): Mutants =>
  mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");

const describe = ({ fileName, location: { start, end }, replacement, status }: Mutants[number]): string => {
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const code = lines.map((line, at) =>
    line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined),
  );
  const short = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 70);
  const place = `${relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
  return `  ${place}  ${short(code.join("\n"))}  →  ${short(replacement ?? "")}${status === "NoCoverage" ? "  (no test)" : ""}`;
};

const chosen = parseArgs({ allowPositionals: true }).positionals;
const unknown = chosen.find((folder) => !folders.includes(folder));
if (unknown !== undefined) {
  console.error(`"${unknown}" is not mutated: name one or more of ${folders.join(", ")}, or none for all.`);
  process.exit(1);
}

setPriority(constants.priority.PRIORITY_LOW);
const rows: string[] = [];
let isEnough = true;
for (const folder of chosen.length === 0 ? folders : chosen) {
  console.log(`\n── ${folder}`);
  const mutants = judged(await mutate(folder));
  const alive = survivors(mutants);
  for (const one of alive) console.log(describe(one));
  const percent = (100 * (mutants.length - alive.length)) / mutants.length;
  // A folder without a mutant was not found.
  isEnough &&= percent >= demandedPercent;
  rows.push(`${folder.padEnd(14)} ${percent.toFixed(1).padStart(5)} %  ${alive.length} of ${mutants.length} survive`);
}
console.log(`\n${rows.join("\n")}\n`);
process.exit(isEnough ? 0 : 1);
