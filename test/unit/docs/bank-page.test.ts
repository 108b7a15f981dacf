import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sandboxAccounts } from "../../../adapters/bank/payee-verifiers.ts";
import { groupedByFour } from "../../../core/bank/iban.ts";
import { payoutMoves } from "../../../core/bank/payout.ts";
import { magicAccounts } from "../../../local/sandbox-bank/magic-accounts.ts";

const page = readFileSync("docs/bank.md", "utf8");

describe("docs/bank.md", () => {
  it("draws exactly the moves of the table of states", () => {
    const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
    const moves = Object.entries(payoutMoves).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
    expect(drawn.sort()).toEqual(moves.sort());
  });

  it("lists the accounts of the sandbox", () => {
    const listed = [...page.matchAll(/^\| `([A-Z]{2}\d{2} [\w ]+)` +\| (.+?) +\| (.+?) +\|$/gm)];
    const becomes = { rejected: "is refused by the bank", returned: "arrives, and comes back a second later" };
    const known = Object.entries(sandboxAccounts).map(([iban, name]) => [
      iban,
      "arrives",
      name ?? "its bank does not say",
    ]);
    const magic = Object.entries(magicAccounts).map(([iban, what]) => [iban, becomes[what], "whoever you say"]);
    expect(listed.map(([, iban, what, whose]) => [iban, what, whose])).toEqual(
      [...known, ...magic].map(([iban = "", ...others]) => [groupedByFour(iban), ...others]),
    );
  });
});
