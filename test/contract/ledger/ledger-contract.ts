import { afterAll, beforeAll, describe } from "vitest";
import type { Clock } from "../../../core/clock.ts";
import type { HoldBook } from "../../../core/ledger/due-hold.ts";
import type { Ledger } from "../../../core/ledger/ledger.ts";
import { batchContract } from "./batch-contract.ts";
import { finalityContract } from "./finality-contract.ts";
import { groupContract } from "./group-contract.ts";
import { journalContract } from "./journal-contract.ts";
import { ledgerWorkbench } from "./ledger-workbench.ts";
import { openingContract } from "./opening-contract.ts";
import { postingContract } from "./posting-contract.ts";
import { reversalContract } from "./reversal-contract.ts";
import { settingsContract } from "./settings-contract.ts";
import { dueHoldContract } from "./due-hold-contract.ts";
import { twoPhaseContract } from "./two-phase-contract.ts";

export type LedgerUnderTest = {
  readonly ledger: Ledger;
  readonly holds: HoldBook;
  readonly clock: Clock;
  /** Lets time pass for the ledger. */
  readonly wait: (milliseconds: number) => void;
  readonly stop: () => Promise<void>;
};

/** What every implementation of `Ledger` must do. */
export const ledgerContract = (name: string, start: () => Promise<LedgerUnderTest>): void => {
  describe(`the ledger contract: ${name}`, () => {
    let under: LedgerUnderTest;
    beforeAll(async () => {
      under = await start();
    });
    afterAll(() => under.stop());

    const workbench = ledgerWorkbench(() => under);
    postingContract(workbench);
    finalityContract(workbench);
    groupContract(workbench);
    batchContract(workbench);
    twoPhaseContract(workbench);
    dueHoldContract(workbench, () => under.holds);
    reversalContract(workbench);
    settingsContract(workbench);
    openingContract(workbench);
    journalContract(workbench);
  });
};
