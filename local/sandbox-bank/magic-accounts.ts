/** What becomes of a transfer to an account, as docs/bank.md lists them; to every other it arrives. */
export const magicAccounts: Readonly<Record<string, "rejected" | "returned">> = {
  AT611904300234573201: "returned",
  LU280019400644750000: "rejected",
};
