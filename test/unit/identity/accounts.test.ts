import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAccounts } from "../../../local/identity/accounts.ts";
import { isAppUri } from "../../../local/identity/app-uri.ts";
import { people } from "../../../local/seed/people.ts";

const accounts = createAccounts(people);

test.each([
  ["alice.localhost:4400", "alice"],
  ["alice.localhost", "alice"],
  ["corner_bakery.localhost:1", "corner_bakery"],
  ["localhost:4400", undefined],
  ["127.0.0.1:4400", undefined],
  ["dave.localhost:4400", undefined],
  ["alice.localhost.evil.example", undefined],
  ["x.alice.localhost", undefined],
])("the phone at %s is %s's", (host, owner) => {
  expect(accounts.byHost(host)?.handle).toBe(owner);
});

test("who is removed signs in nowhere, after a restart neither, and the address is free", () => {
  const folder = mkdtempSync(join(tmpdir(), "piaf-accounts-"));
  const file = join(folder, "people.json");
  const before = createAccounts(people, file);
  const joined = before.join("Erin@example.org");
  const alice = before.byHandle("alice");
  expect([before.remove(joined.subject), before.remove(alice?.subject ?? "")]).toEqual([true, true]);
  expect(before.remove(joined.subject)).toBe(false);
  expect(readFileSync(file, "utf8")).not.toContain("erin@example.org");
  const after = createAccounts(people, file);
  expect([after.byHandle("alice"), after.byHost("alice.localhost"), after.bySubject(joined.subject)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(after.byHandle("bob")).toBeDefined();
  expect(after.join("erin@example.org").subject).not.toBe(joined.subject);
  rmSync(folder, { recursive: true });
});

describe("where the provider may send somebody back to", () => {
  test.each(["http://localhost:4400/app/", "http://alice.localhost:1/app/", "http://localhost/app/"])("%s", (uri) => {
    expect(isAppUri(uri)).toBe(true);
  });
  test.each([
    "https://localhost:4400/app/",
    "http://localhost:4400/app/?next=/x",
    "http://localhost:4400/",
    "http://evil.example/app/",
    "http://localhost@evil.example/app/",
    "http://evil.example/?http://localhost/app/",
    "http://a.b.localhost/app/",
  ])("not %s", (uri) => {
    expect(isAppUri(uri)).toBe(false);
  });
});
