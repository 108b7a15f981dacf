import type { IntentView } from "../../../contracts/http/intents.ts";
import { displayedTerms } from "../../../app/src/payments/terms.ts";

export const alice = { id: "hol_alice", stage: "test" };

const plain: IntentView = {
  id: "pi_sample",
  version: 2,
  state: "pending_approval",
  role: "payer",
  payer: { channel: "x", user_id: "101", handle: "alice", name: "Alice" },
  lines: [{ payee: { channel: "x", user_id: "102", handle: "bob", name: "Bob" }, amount: 1299, check: "verified" }],
  warnings: [],
  currency: "EUR",
  fee: 1,
  total: 1300,
  note: "pour le ciné",
  source: {
    channel: "x",
    post_id: "9",
    text: "@piaf #envoyer 12,99€ @bob pour le ciné",
    marks: [],
    readers: "everybody",
    language: "fr",
    written_at: "2026-03-01T12:00:00.000Z",
    edited: false,
  },
  retryable: false,
  timeline: [{ state: "proposed", at: "2026-03-01T12:00:01.000Z" }],
  created_at: "2026-03-01T12:00:01.000Z",
  updated_at: "2026-03-01T12:00:01.000Z",
  expires_at: "2026-03-02T12:00:01.000Z",
};

/** alice's payment to bob, as the API shows it to her. */
export const sampleIntent = (change: Partial<IntentView> = {}): IntentView => {
  const intent = { ...plain, ...change };
  const { lines, ...terms } = displayedTerms(intent, alice);
  return { terms: { ...terms, lines: [...lines] }, ...intent };
};
