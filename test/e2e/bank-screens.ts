import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import type { WholePiaf } from "../support/whole-piaf.ts";

type Bench = () => { readonly piaf: WholePiaf; readonly phone: Page };

/** Money in and out by bank, as somebody does it with a phone; the sandbox of a bank is at the other end. */
export const describeBankScreens = (bench: Bench): void => {
  describe("money by bank", () => {
    it("comes in with the reference on the page, and goes out once the payee was checked and the payout signed", async () => {
      const { piaf, phone } = bench();
      await phone.goto(`${new URL(phone.url()).origin}/app/#/top-up`);
      await phone.getByRole("link", { name: "By bank transfer" }).click();
      const reference = await phone.locator(".fact-strong code").innerText();
      await phone.getByRole("img", { name: "QR code for a banking app" }).waitFor();
      await piaf.call({
        ...{ method: "POST", path: "/sandbox-bank/script" },
        body: { do: "incoming", amount: 3_000, text: reference },
      });
      await phone.goto(`${new URL(phone.url()).origin}/app/#/activity`);
      await until("the transfer in the activity", async () => {
        await phone.reload();
        const shown = phone.getByText("Bank transfer").first().waitFor({ timeout: 1_500 });
        return shown.then(
          () => true,
          () => false,
        );
      });
      await phone.goto(`${new URL(phone.url()).origin}/app/#/bank/out`);
      const next = phone.getByRole("button", { name: "Continue" });
      await next.click();
      await phone.getByText("two letters, then figures").waitFor();
      await phone.getByLabel("Account number (IBAN)").fill("FR14 2004 1010 0505 0001 3M02 607");
      await phone.getByLabel("Who has the account").fill("Alice Martn");
      await phone.getByLabel("Amount").fill("30");
      await next.click();
      await phone.getByText("a slip of the pen").waitFor();
      await phone.getByLabel("Account number (IBAN)").fill("fr14 2004 1010 0505 0001 3m02 606");
      await next.click();
      await phone.getByText("another spelling: Alice Martin").waitFor();
      await phone.getByRole("button", { name: "Take this name" }).click();
      await next.click();
      await phone.getByText("The bank confirms the name.").waitFor();
      await phone.getByRole("button", { name: "Sign and pay out" }).click();
      await phone.getByText("The amount is reserved in your wallet.").waitFor();
      await piaf.invoke("bank", { task: "send_payouts" });
      await phone.getByText("The bank has made the transfer.").waitFor();
      await phone.goto(`${new URL(phone.url()).origin}/app/#/bank/out`);
      await phone.getByRole("link", { name: /Alice Martin.*Paid out/ }).waitFor();
      await phone.goto(`${new URL(phone.url()).origin}/app/#/activity`);
      expect(await phone.getByRole("link", { name: /^P?\s*Payout/ }).count()).toBe(1);
    });
  });
};
