import type { WalletId } from "../../core/ids.ts";
import type { PostOutcome, WalletSettings } from "../../core/ledger/ledger.ts";
import type { Book } from "./book.ts";
import type { Answer, Call, History, Recorded } from "./history.ts";
import { isUnknown, type Life } from "./instance.ts";

type Bank = { readonly book: Book; readonly history: History };
export type Caller = { readonly client: string; readonly life: Pick<Life, "ledger" | "within"> };

/** Makes a call and records it; undefined when it is not known what became of it. Throws for a defect. */
const recorded = async <Type extends Call["type"]>(
  { history }: Bank,
  { client, life }: Caller,
  { call, work }: { readonly call: Extract<Call, { type: Type }>; readonly work: () => Promise<Answer[Type]> },
): Promise<Recorded<Type> | undefined> => {
  const record = history.begin<Type>(client, call);
  try {
    const answer = await life.within(work());
    if (answer === "lost") return undefined;
    history.end(record, answer as Answer[Type]);
    return record;
  } catch (error) {
    if (!isUnknown(error)) throw error;
    history.note("unknown", client, record.begunAt, (error as Error).name);
    return undefined;
  }
};

export const callPost = async (
  bank: Bank,
  caller: Caller,
  requests: readonly number[],
): Promise<readonly PostOutcome[] | undefined> => {
  const groups = requests.flatMap((number) => bank.book.requests[number] ?? []);
  const work = () => caller.life.ledger.post(groups);
  const record = await recorded(bank, caller, { call: { type: "post", requests }, work });
  record?.answer?.forEach((outcome, index) => bank.book.learn(requests[index] ?? -1, outcome));
  return record?.answer;
};

/** Closes a request for its version, as one does that finds it inadmissible. */
export const callRefuse = async (bank: Bank, caller: Caller, request: number): Promise<void> => {
  const closings = bank.book.requests[request]?.transfers ?? [];
  const work = () => caller.life.ledger.refuse([closings.map(({ id, version, ref }) => ({ id, version, ref }))]);
  const record = await recorded(bank, caller, { call: { type: "refuse", request }, work });
  const [outcome] = record?.answer ?? [];
  // That it is posted already may be said of another request with this id.
  if (outcome?.status === "refused") bank.book.learn(request, outcome);
};

export const callBalance = (bank: Bank, caller: Caller, wallet: WalletId) =>
  recorded(bank, caller, { call: { type: "balance", wallet }, work: () => caller.life.ledger.balance(wallet) });

export const callStatement = (
  bank: Bank,
  caller: Caller,
  { wallet, limit }: { readonly wallet: WalletId; readonly limit: number },
) =>
  recorded(bank, caller, {
    call: { type: "statement", wallet, limit },
    work: async () => {
      const { items } = await caller.life.ledger.statement(wallet, { limit });
      return items.map(({ transfer, postedAt }) => ({ transfer, postedAt }));
    },
  });

export const callConfigure = (
  bank: Bank,
  caller: Caller,
  { wallet, settings }: { readonly wallet: WalletId; readonly settings: WalletSettings },
) =>
  recorded(bank, caller, {
    call: { type: "configure", wallet, settings },
    work: () => caller.life.ledger.configure(wallet, settings),
  });
