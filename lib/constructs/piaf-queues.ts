import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import type { Alarms } from "./alarms.ts";
import { PiafQueue } from "./piaf-queue.ts";

/** How long the functions that read queues may run: the visibility of a message follows from it. */
export const consumerTimeouts = {
  parser: Duration.seconds(10),
  ledger: Duration.seconds(15),
  notifier: Duration.seconds(30),
  enrol: Duration.seconds(10),
};

/** The six queues between the functions. */
export class PiafQueues extends Construct {
  /** Events of the networks, as they came. */
  readonly inbound: PiafQueue;
  /** What the networks tell of people's accounts; `webhook` alone may send here. */
  readonly accounts: PiafQueue;
  /** What the ledger has to post; `relay` alone may send here. */
  readonly ledger: PiafQueue;
  /** Money that a provider took in; `funding` alone may send here. */
  readonly funding: PiafQueue;
  /** What the bank has booked; `bank` alone may send here. */
  readonly bank: PiafQueue;
  /** What people are told; money never waits for it. */
  readonly notices: PiafQueue;

  constructor(scope: Construct, id: string, common: { readonly stage: Stage; readonly alarms: Alarms }) {
    super(scope, id);
    this.inbound = new PiafQueue(this, "inbound", {
      ...common,
      consumerTimeout: consumerTimeouts.parser,
      patience: Duration.minutes(1),
      impact: "Posts do not show up in the app.",
    });
    this.accounts = new PiafQueue(this, "accounts", {
      ...common,
      consumerTimeout: consumerTimeouts.enrol,
      patience: Duration.minutes(5),
      impact: "Who took Piaf's access back at a network is linked still, and new handles are not known.",
    });
    this.ledger = new PiafQueue(this, "ledger", {
      ...common,
      consumerTimeout: consumerTimeouts.ledger,
      patience: Duration.minutes(1),
      impact: "Approved payments are not settled.",
    });
    this.funding = new PiafQueue(this, "funding", {
      ...common,
      consumerTimeout: consumerTimeouts.ledger,
      patience: Duration.minutes(1),
      impact: "What people have paid by card is not in their wallets.",
    });
    this.bank = new PiafQueue(this, "bank", {
      ...common,
      consumerTimeout: consumerTimeouts.ledger,
      patience: Duration.minutes(5),
      impact: "What people have transferred is not in their wallets, and payouts do not end.",
    });
    this.notices = new PiafQueue(this, "notices", {
      ...common,
      consumerTimeout: consumerTimeouts.notifier,
      patience: Duration.minutes(15),
      impact: "People get no reply to their posts; the app still shows every payment.",
    });
  }
}
