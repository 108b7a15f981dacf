import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAccounts } from "../../../local/identity/accounts.ts";
import { createEmailCodes } from "../../../local/identity/email-codes.ts";
import { people } from "../../../local/seed/people.ts";

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("a code by e-mail", () => {
  it("proves its address, once, for the sign-in that asked for it", () => {
    const codes = createEmailCodes();
    const code = codes.issue("one", "dave@example.com");
    expect(codes.redeem("two", code)).toBeUndefined();
    expect(codes.redeem("one", ` ${code.slice(0, 3)} ${code.slice(3)}`)).toBe("dave@example.com");
    expect(codes.redeem("one", code)).toBeUndefined();
  });

  it("is worth nothing after five wrong tries, and nothing once there is a newer one", () => {
    const codes = createEmailCodes();
    const code = codes.issue("one", "dave@example.com");
    for (const _try of [1, 2, 3, 4, 5]) expect(codes.redeem("one", other(code))).toBeUndefined();
    expect(codes.redeem("one", code)).toBeUndefined();
    const newer = codes.issue("one", "dave@example.org");
    expect(codes.redeem("one", newer)).toBe("dave@example.org");
  });
});

describe("who has signed up", () => {
  it("is the same person under the same address, also after a new start, and has no name of the seed's", () => {
    const folder = mkdtempSync(join(tmpdir(), "piaf-test-"));
    try {
      const file = join(folder, "people.json");
      const dave = createAccounts(people, file).join(" Dave@Example.com ");
      expect(dave).toEqual({ subject: expect.any(String) as unknown, handle: "dave@example.com" });
      const again = createAccounts(people, file);
      expect(again.join("dave@example.com")).toEqual(dave);
      expect(again.bySubject(dave.subject)).toEqual(dave);
      expect(again.byHandle("alice")?.subject).toBe("alice");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
