/** A deliberate bug: the text that it replaces stands in its file exactly once. */
export type Mutant = {
  /** The invariant whose test, and no other of them, must fail. */
  readonly invariant: number;
  readonly bug: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

export const mutants: readonly Mutant[] = [
  {
    invariant: 1,
    bug: "system wallets are not debited",
    file: "adapters/dynamodb/write-posting.ts",
    find: `update.add("available", posting.available);`,
    replace: `if (wallet.kind !== "system") update.add("available", posting.available);`,
  },
  {
    invariant: 2,
    bug: "the transaction does not ask for the funds again",
    file: "adapters/dynamodb/write-posting.ts",
    find: `if (posting.available < 0n && wallet.kind !== "system") {`,
    replace: `if (posting.available < -1_000_000n && wallet.kind !== "system") {`,
  },
  {
    invariant: 3,
    bug: "the entry that turns a full tail into a page is lost",
    file: "adapters/dynamodb/write-posting.ts",
    find: `update.set("tail", { L: elements });`,
    replace: `update.set("tail", { L: [] });`,
  },
  {
    invariant: 4,
    bug: "a record replaces a refusal of the same version",
    file: "adapters/dynamodb/transfer-item.ts",
    find: `{ ConditionExpression: "attribute_not_exists(id)" }`,
    replace: `{
          ConditionExpression: "attribute_not_exists(id) OR #status = :refused",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":refused": text("refused") },
        }`,
  },
  {
    invariant: 5,
    bug: "each later version of an intent pays under an id of its own",
    file: "core/consent/payment-transfers.ts",
    find: `intent: terms.intent as IntentId, line`,
    replace: "intent: (terms.version > 1 ? `${terms.intent}.${terms.version}` : terms.intent) as IntentId, line",
  },
  {
    invariant: 6,
    bug: "the signature is verified, and its verdict ignored",
    file: "core/consent/judge-payment.ts",
    find: `return verified.ok ? ok({ holder, key })`,
    replace: `return verified.ok || !verified.ok ? ok({ holder, key })`,
  },
  {
    invariant: 7,
    bug: "an intent is replaced whatever has become of it",
    file: "adapters/dynamodb/dynamo-intent-store.ts",
    find: `#version = :readVersion AND #state = :readState AND updatedAt = :readAt AND`,
    replace: `#version = :readVersion AND (#state = :readState OR updatedAt >= :readAt) AND`,
  },
  {
    invariant: 8,
    bug: "a message that is not understood is taken off the queue",
    file: "functions/_shared/queue.ts",
    find: `throw message.error;`,
    replace: `return;`,
  },
  {
    invariant: 9,
    bug: "a group is taken for posted when some of it is",
    file: "core/ledger/judge-stored.ts",
    find: `return posted === claims.length ?`,
    replace: `return posted > 0 ?`,
  },
  {
    invariant: 10,
    bug: "whoever is signed in decides",
    file: "functions/api/decisions.ts",
    find: `if (intent?.payer.holder !== holder) return intentNotFound();`,
    replace: `if (intent === undefined) return intentNotFound();`,
  },
  {
    invariant: 11,
    bug: "money goes back before the signed date",
    file: "core/claim/claim-transfers.ts",
    find: `cause === "due" && isOver`,
    replace: `cause === "due" && (isOver || !isOver)`,
  },
  {
    invariant: 12,
    bug: "a balance is read from a replica",
    file: "adapters/dynamodb/shards.ts",
    find: `Key: { id: text(wallet) }, ConsistentRead: true }`,
    replace: `Key: { id: text(wallet) }, ConsistentRead: false }`,
  },
];
