import { newIntent, type NewIntent } from "../../contracts/http/intents.ts";
import type { Account } from "../../core/channel/writer.ts";
import { changeWriter } from "../../core/channel/change-writer.ts";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import { keepsAway } from "../../core/contact/block.ts";
import type { Holder } from "../../core/holder/holder.ts";
import { piafChannel } from "../../core/holder/piaf-address.ts";
import type { HolderId, IntentId } from "../../core/ids.ts";
import { appIntentIdOf, askInApp, type AskFault, countProposal } from "../../core/intent/ask-in-app.ts";
import { appChannel, type Intent, type IntentLine } from "../../core/intent/intent.ts";
import { lineTo } from "../../core/intent/lines-as-known.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs, tooMuch } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { viewOf } from "./intents.ts";

/**
 * `POST /v1/intents`, under an Idempotency-Key: a payment asked for in the app. It waits for approval as if a post had
 * asked for it. Even after the key is forgotten the same key makes no second intent: its id derives from it.
 */
export const createIntent = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(newIntent, request.body);
  if (!body.ok) return body.fault;
  if (body.value.currency !== EUR) {
    return problem(
      "currency_not_available",
      "Ask for an amount in EUR: other currencies are not paid yet.",
      "currency",
    );
  }
  const payer = await deps.holders.byId(request.caller.holder);
  if (payer === undefined || payer.keys.length === 0) {
    return problem("key_missing", "Enrol a payment key first: without one nothing can be approved.");
  }
  const id = await appIntentIdOf(payer, request.headers["idempotency-key"] ?? "");
  const known = await deps.intents.get(id);
  if (known !== undefined) return answerWith({ known, payer: payer.id }, body.value, deps);
  const order = { id, payer, currency: EUR, note: body.value.note, now: deps.clock() };
  const asked = askInApp({ ...order, lines: await linesOf(body.value, deps) });
  if (!asked.ok && asked.fault !== "payee_not_joined") return problem(asked.fault, remedies[asked.fault], "lines");
  // Who is not at Piaf is told at the pace of proposals only: it is no way to a list.
  if (!(await mayPropose(payer, id, deps))) {
    return tooMuch("Wait a minute: more than five payments a minute are not proposed.");
  }
  if (!asked.ok) return problem(asked.fault, remedies[asked.fault], "lines");
  if (await isKeptAway(payer, asked.value.lines, deps))
    return problem("payee_unknown", remedies.payee_unknown, "lines");
  if ((await deps.intents.create(asked.value)) === "created")
    return { status: 200, body: await viewOf(asked.value, payer.id, deps) };
  const first = await deps.intents.get(id);
  if (first === undefined) throw new Error("An intent that exists was not found.");
  return answerWith({ known: first, payer: payer.id }, body.value, deps);
};

/** Whether a payee wants to hear nothing of the payer, under any name that he goes by. Who asks is not told so. */
const isKeptAway = async (
  { links }: Holder,
  lines: readonly IntentLine[],
  { holders, blocks }: ApiDeps,
): Promise<boolean> => {
  const payees = await Promise.all(lines.map(({ payee }) => holders.byLink(payee)));
  const asked = payees.flatMap((payee) => (payee ? links.map((account) => blocks.modeOf(payee.id, account)) : []));
  return (await Promise.all(asked)).some((mode) => keepsAway(mode, "payment"));
};

const remedies: Readonly<Record<AskFault | "payee_unknown", string>> = {
  payee_unknown: "Look the payee up again: nobody is found to be paid.",
  payee_not_joined: "Look the payee up again: nobody at Piaf goes by this address.",
  payee_is_payer: "Choose somebody else: a wallet does not pay itself.",
  amount_too_large: "Ask for less: the sum is above what one payment may move.",
};

/** The payees by the handles and names that they go by at Piaf, not by the request's. */
const linesOf = ({ lines }: NewIntent, { holders }: ApiDeps): Promise<readonly IntentLine[]> =>
  Promise.all(
    lines.map(async ({ payee: asked, amount }) => {
      const account = { channel: asked.channel, userId: asked.user_id };
      const payee = { ...account, handle: asked.handle, name: asked.name ?? asked.handle };
      return lineTo({ payee, amount: BigInt(amount), asked }, await holders.byLink(account));
    }),
  );

/** The pace of a person's posts and of what he asks for in the app is one. */
const mayPropose = async (payer: Holder, id: IntentId, { writers, clock }: ApiDeps): Promise<boolean> => {
  let may = false;
  await changeWriter(writers, writerOf(payer), (current) => {
    const counted = countProposal(current, id, clock());
    may = counted !== undefined;
    return counted ?? current;
  });
  return may;
};

/** The account that he posts with, where there is one. */
const writerOf = ({ id, links }: Holder): Account =>
  links.find(({ channel }) => channel !== piafChannel) ?? { channel: appChannel, userId: id };

const answerWith = async (
  { known, payer }: { readonly known: Intent; readonly payer: HolderId },
  body: NewIntent,
  deps: ApiDeps,
): Promise<HttpAnswer> => {
  const isSame = canonicalJson(saidIn(known)) === canonicalJson(saidBy(body));
  if (!isSame) return problem("idempotency_mismatch", "Use a new Idempotency-Key for another payment.");
  return { status: 200, body: await viewOf(known, payer, deps) };
};

const saidIn = ({ lines, currency, note }: Intent) => [
  lines.map(({ payee, amount }) => [payee.channel, payee.userId, Number(amount)]),
  currency,
  note,
];

const saidBy = ({ lines, currency, note }: NewIntent) => [
  lines.map(({ payee, amount }) => [payee.channel, payee.user_id, amount]),
  currency,
  note,
];
