import type { DynamoDBRecord } from "aws-lambda";
import type { ApprovedPayment, LedgerOrder } from "../../contracts/messages/ledger-order.ts";
import type { Notice } from "../../contracts/messages/notice.ts";
import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import { isClaimable } from "../../core/intent/claims.ts";
import { EUR } from "../../core/money/currency.ts";
import { askedChangeOf, holderChangeOf, intentChangeOf, movedCaseOf, writerChangeOf } from "./read-records.ts";
import { packPayments } from "./pack-payments.ts";
import {
  caseNoticeOf,
  changeOrderOf,
  keyNoticeOf,
  noticeOf,
  paymentOf,
  reminderOf,
  returnsOf,
  takeBackOf,
  walletOrderOf,
  wishNoticeOf,
} from "./relay-changes.ts";

export type RelayDeps = {
  readonly ledgerQueue: QueueSender;
  readonly noticesQueue: QueueSender;
  readonly intentsStreamArn: string;
  readonly holdersStreamArn: string;
};

type Outbox = {
  readonly payments: ApprovedPayment[];
  readonly orders: LedgerOrder[];
  readonly notices: Notice[];
};

/**
 * The outbox: each committed change to the messages that follow from it. Money first: an order never waits for a notice.
 * A batch that is delivered again sends again; the receivers do nothing twice.
 */
export const relayRecords = async (records: readonly DynamoDBRecord[], deps: RelayDeps): Promise<void> => {
  const outbox: Outbox = { payments: [], orders: [], notices: [] };
  for (const record of records) {
    if (record.eventSourceARN === deps.intentsStreamArn) fileChange(record, outbox);
    else if (record.eventSourceARN === deps.holdersStreamArn) fileHolderChange(record, outbox);
    else throw new Error(`The relay reads no stream ${record.eventSourceARN}.`);
  }
  const orders = [...outbox.orders, ...packPayments(outbox.payments)];
  await deps.ledgerQueue.send(orders.map((body) => ({ body })));
  await deps.noticesQueue.send(outbox.notices.map((body) => ({ body })));
};

const fileChange = (record: DynamoDBRecord, outbox: Outbox): void => {
  const writer = writerChangeOf(record);
  const wish = writer && wishNoticeOf(writer);
  if (wish) outbox.notices.push(wish);
  const asked = askedChangeOf(record);
  if (asked) outbox.orders.push(changeOrderOf(asked));
  const moved = movedCaseOf(record);
  if (moved) outbox.notices.push(caseNoticeOf(moved));
  const change = intentChangeOf(record);
  if (!change) return;
  const payment = paymentOf(change);
  const notice = noticeOf(change);
  const takeBack = takeBackOf(change);
  const reminder = reminderOf(change);
  if (payment) outbox.payments.push(payment);
  if (takeBack) outbox.orders.push(takeBack);
  if (reminder) outbox.notices.push(reminder);
  outbox.notices.push(...returnsOf(change));
  if (notice) outbox.notices.push(notice);
};

const fileHolderChange = (record: DynamoDBRecord, outbox: Outbox): void => {
  const change = holderChangeOf(record);
  if (change?.kind === "has_first_key") outbox.orders.push(walletOrderOf(change.holder, EUR));
  if (change?.kind === "account_linked" && isClaimable(change.account)) {
    outbox.orders.push({
      type: "account.linked.v1",
      channel: change.account.channel,
      user_id: change.account.userId,
    });
  }
  if (change?.kind === "key_enrolled") outbox.notices.push(keyNoticeOf(change.holder, change.key));
};
