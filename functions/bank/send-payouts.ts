import { payoutsPerFile } from "../../adapters/dynamodb/dynamo-payout-outbox.ts";
import { writeCreditTransfers } from "../../core/bank/credit-transfer-file.ts";
import { endToEndIdOf, type Payout } from "../../core/bank/payout.ts";
import { instant } from "../../core/clock.ts";
import { sha256, toBase32, utf8 } from "../../core/encoding.ts";
import type { BankDeps } from "./bank-deps.ts";

type Sending = Pick<BankDeps, "outbox" | "payouts" | "channel" | "account" | "clock" | "log">;

/** What the payee reads on the own statement. */
const remittance = "Payout from Piaf";

/** So many files a run: what remains goes with the next. */
const maximumFiles = 20;

/**
 * Puts all payouts that wait into files, each into one and once, and hands the files to the bank. A run that is cut off leaves
 * payouts that wait, or a file that the next run hands over: the bank knows a file that comes twice by its message id.
 */
export const sendPayouts = async (deps: Sending): Promise<undefined> => {
  for (let files = 0; files < maximumFiles && (await filePayouts(deps)); files += 1);
  for (const file of await deps.outbox.unsent()) {
    if ((await deps.channel.send(file)) === "waits") continue;
    await deps.outbox.taken(file.messageId);
    deps.log.info("payout_file_sent", { file: file.messageId });
  }
};

/** Whether a file was made, so that there may be more. */
const filePayouts = async ({ outbox, payouts: store, account, clock, log }: Sending): Promise<boolean> => {
  const ids = await outbox.waiting(payoutsPerFile);
  const found = await Promise.all(ids.map((id) => store.get(id)));
  const [first, ...others] = found.filter((payout) => payout?.state === "held") as Payout[];
  if (first === undefined) return false;
  const payouts = [first, ...others] as const;
  const createdAt = instant(clock());
  const messageId = await messageIdOf(payouts);
  const text = writeCreditTransfers({
    ...{ messageId, createdAt, executeOn: createdAt.slice(0, "2026-11-24".length), from: await account() },
    transfers: [transferOf(first), ...others.map(transferOf)],
  });
  const outcome = await outbox.file({ messageId, text, createdAt, payouts });
  if (outcome === "filed") log.info("payout_file_made", { file: messageId, payouts: payouts.length });
  return outcome === "filed";
};

const transferOf = ({ id, amount, iban, name }: Payout) => ({
  ...{ endToEndId: endToEndIdOf(id), amount, iban, name, remittance },
});

/** Of the payouts in it: two runs at the same moment make the same file, and one of them keeps it. */
const messageIdOf = async (payouts: readonly Payout[]): Promise<string> =>
  `PIAF${toBase32(await sha256(utf8(payouts.map(({ id }) => id).join())), 26).toUpperCase()}`;
