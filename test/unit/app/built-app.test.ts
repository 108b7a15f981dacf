import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { app, buildPage } from "../../../local/build/build-page.ts";
import { homeTexts } from "../../../app/src/texts/messages/home.ts";

/** As it is deployed. */
let folder: string;

beforeAll(async () => {
  folder = await buildPage(app);
}, 60_000);

const filesOf = (ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(ending));
const textOf = (path: string): string => readFileSync(join(folder, path), "utf8");
describe("the built app", () => {
  it("carries no text twice: wordings are in the catalogues alone", () => {
    const { id, message } = homeTexts.nothingToApproveHint;
    const holding = (text: string) => filesOf(".js").filter((path) => textOf(path).includes(text));
    expect(holding(id).length).toBeGreaterThan(7);
    expect(holding(message)).toEqual([expect.stringMatching(/^assets\/en-/)]);
  });

  it("has nothing of the kit of components", () => {
    const kit = "Piaf: the components";
    expect(readFileSync("app/kit/main.tsx", "utf8")).toContain(kit);
    const files = [...filesOf(".js"), ...filesOf(".html"), ...filesOf(".css")];
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => textOf(path).includes(kit) || textOf(path).includes("specimen"))).toEqual([]);
  });
});
