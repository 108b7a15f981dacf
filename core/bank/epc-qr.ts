/**
 * The text of a QR code that banking apps fill a transfer in from (EPC069-12, version 002; "Girocode"). `reference`: a creditor
 * reference by ISO 11649. Without an amount: the payer says how much.
 */
export const epcQrText = (to: {
  readonly iban: string;
  readonly name: string;
  readonly bic?: string | undefined;
  readonly reference: string;
}): string => ["BCD", "002", "1", "SCT", to.bic ?? "", to.name, to.iban, "", "", to.reference].join("\n");
