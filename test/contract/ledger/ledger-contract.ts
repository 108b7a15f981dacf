import { afterAll, beforeAll, describe } from "vitest";
import type { Ledger } from "../../../core/ledger/ledger.ts";
import { finalityContract } from "./finality-contract.ts";
import { groupContract } from "./group-contract.ts";
import { ledgerWorkbench } from "./ledger-workbench.ts";
import { postingContract } from "./posting-contract.ts";

export type LedgerUnderTest = { readonly ledger: Ledger; readonly stop: () => Promise<void> };

/** What every implementation of `Ledger` must do. */
export const ledgerContract = (name: string, start: () => Promise<LedgerUnderTest>): void => {
  describe(`the ledger contract: ${name}`, () => {
    let under: LedgerUnderTest;
    beforeAll(async () => {
      under = await start();
    });
    afterAll(() => under.stop());

    const workbench = ledgerWorkbench(() => under.ledger);
    postingContract(workbench);
    finalityContract(workbench);
    groupContract(workbench);
  });
};
