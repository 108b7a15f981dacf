import { type BankView, payeeCheckRequest, type PayeeCheckView } from "../../contracts/http/payouts.ts";
import { isInSepa, readIban } from "../../core/bank/iban.ts";
import { checksPerMinute } from "../../core/bank/payee-verifier.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import { personalWalletIdOf } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs, tooMuch } from "../_shared/problem.ts";
import type { BankDeps } from "./bank-deps.ts";

/** `GET /v1/me/bank`: where the caller transfers money to, so that it comes into the own wallet. */
export const showBank = async ({ caller }: SignedInRequest, deps: BankDeps): Promise<HttpAnswer> => {
  const wallet = await deps.ledger.balance(await personalWalletIdOf(caller.holder, EUR));
  if (wallet === undefined) return problem("key_missing", "Enrol a payment key first: it opens the wallet.");
  const { iban, name, bic } = await deps.account();
  const body: BankView = {
    ...{ iban, name, ...(bic === undefined ? {} : { bic }), currency: EUR },
    reference: await deps.books.referenceOf(caller.holder),
  };
  return { status: 200, body };
};

/** So long the app has for a signature. */
const signWithinMs = 10 * minuteMs;

/** `POST /v1/payouts/check`: whose account it is, as its bank says, and the terms that the owner would sign. */
export const checkPayee = async (
  { caller, body: raw }: SignedInRequest,
  { verifier, checks, stage, clock }: BankDeps,
): Promise<HttpAnswer> => {
  const body = readAs(payeeCheckRequest, raw);
  if (!body.ok) return body.fault;
  const { name, amount } = body.value;
  const iban = readIban(body.value.iban);
  if (!iban.ok || !isInSepa(iban.value)) {
    return problem("iban_invalid", "Give an account number (IBAN) of a country that takes transfers in euros.", "iban");
  }
  if ((await checks.count(caller.holder, clock())) > checksPerMinute) {
    return tooMuch(`Wait a minute: no more than ${checksPerMinute} accounts are asked for in one.`);
  }
  const verdict = await verifier.verify({ iban: iban.value, name });
  const view: PayeeCheckView = {
    check: verdict.check,
    ...("name" in verdict ? { name: verdict.name } : {}),
    terms: {
      ...{ v: 1, purpose: "payout", stage, holder: caller.holder, currency: EUR, amount, iban: iban.value, name },
      ...{ check: verdict.check, expires: instant(clock() + signWithinMs) },
    },
  };
  return { status: 200, body: view };
};
