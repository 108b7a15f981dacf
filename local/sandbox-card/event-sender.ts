import { createSignedDeliveries } from "../sandboxes/signed-deliveries.ts";
import { randomId } from "./payment-book.ts";

export type EventSender = {
  /** Tells of a payment. */
  readonly tell: (payment: string) => void;
  /** Gives up what is under way. */
  readonly stop: () => Promise<void>;
};

/** The side of the card provider that tells of payments. */
export const createEventSender = (to: Parameters<typeof createSignedDeliveries>[0]): EventSender => {
  const { deliver, stop } = createSignedDeliveries(to);
  return {
    tell: (payment) => {
      const id = randomId("evt");
      deliver({ id, body: JSON.stringify({ id, type: "payment.updated", payment }), type: "application/json" });
    },
    stop,
  };
};
