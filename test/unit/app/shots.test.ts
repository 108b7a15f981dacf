import { readdirSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { languages, schemes, shotName } from "../../shots/shot-name.ts";
import { shownScreens } from "../../support/screens.ts";

const folder = "docs/shots";

it("there is a picture of every screen, in both schemes and languages, and of nothing else: `npm run shots`", () => {
  const wanted = shownScreens.flatMap(({ name }) =>
    schemes.flatMap((colorScheme) => languages.map((language) => shotName({ screen: name, colorScheme, language }))),
  );
  expect(readdirSync(folder).sort()).toEqual(wanted.sort());
});

it("the pictures are small", () => {
  const bytes = readdirSync(folder).map((file) => statSync(`${folder}/${file}`).size);
  expect(bytes.reduce((sum, each) => sum + each, 0) / bytes.length).toBeLessThan(12_500);
});
