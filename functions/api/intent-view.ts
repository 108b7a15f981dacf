import type { IntentView } from "../../contracts/http/intents.ts";
import type { Contact } from "../../core/contact/contact.ts";
import type { HolderId } from "../../core/ids.ts";
import { stateAt } from "../../core/intent/decide-intent.ts";
import { outcomeOf } from "../../core/intent/claims.ts";
import { appChannel, type Intent, type Party } from "../../core/intent/intent.ts";
import { retryable, type StateReason } from "../../core/intent/intent-state.ts";
import { isRefusal, refusalHelp } from "../../core/limits/refusal-help.ts";
import { timelineOf } from "../../core/intent/timeline.ts";
import { warningsOf } from "../../core/intent/warn-payer.ts";
import { termsOfIntent } from "../../core/intent/terms-of-intent.ts";

/** Who looks: a holder and the accounts he has linked. */
export type Viewer = {
  readonly holder: HolderId;
  /** Undefined where nobody has looked. */
  readonly links: readonly { readonly channel: string; readonly userId: string }[] | undefined;
  readonly stage: string;
  readonly now: number;
  /** What is known of those whom he pays; without it only that is warned of which the intent itself says. */
  readonly contacts?: readonly Contact[] | undefined;
};

/** The intent as the viewer may see it, or undefined for who is no party: the payer sees all of it, a payee what was paid to him. */
export const intentViewFor = (intent: Intent, viewer: Viewer): IntentView | undefined => {
  if (intent.payer.holder === viewer.holder) return payerView(intent, viewer);
  // Nothing of a proposal, nor of a failure, is the payee's to know, nor what became of other lines.
  const mine = [...intent.lines.keys()].filter((line) => isMine(intent, line, viewer) && hasArrived(intent, line));
  if (mine.length === 0) return undefined;
  const { claims: _others, ...own } = intent;
  return view({ ...own, state: "settled" }, { role: "payee", lines: mine, now: viewer.now });
};

const hasArrived = (intent: Intent, line: number): boolean => {
  const outcome = outcomeOf(intent, line);
  return outcome === "paid" || outcome === "claimed";
};

const isMine = ({ lines }: Intent, line: number, viewer: Viewer): boolean => {
  const payee = lines[line]?.payee;
  return (viewer.links ?? []).some((link) => link.channel === payee?.channel && link.userId === payee.userId);
};

const payerView = (intent: Intent, viewer: Viewer): IntentView => {
  const plain = view(intent, { role: "payer", lines: [...intent.lines.keys()], now: viewer.now });
  const base = { ...plain, warnings: warningsFor(intent, viewer) };
  if (base.state !== "pending_approval") return base;
  const terms = termsOfIntent(intent, { payer: viewer.holder, stage: viewer.stage });
  return { ...base, terms: { ...terms, lines: [...terms.lines] } };
};

const warningsFor = (intent: Intent, { links, contacts, now }: Viewer): IntentView["warnings"] => [
  ...warningsOf(intent, stateAt(intent, now), { links, contacts }),
];

const view = (
  intent: Intent,
  as: { readonly role: "payer" | "payee"; readonly lines: readonly number[]; readonly now: number },
): IntentView => {
  const fee = as.role === "payer" ? intent.fee : 0n;
  const lines = as.lines.flatMap((index) => lineView(intent, index, as.role) ?? []);
  const total = lines.reduce((sum, line) => sum + line.amount, Number(fee));
  return {
    id: intent.id,
    version: intent.version,
    state: stateAt(intent, as.now),
    ...(intent.reason ? { reason: intent.reason } : {}),
    ...(as.role === "payer" && intent.state === "failed" ? helpAfter(intent.reason) : {}),
    role: as.role,
    payer: partyView(intent.payer),
    lines,
    warnings: [],
    currency: intent.currency,
    fee: Number(fee),
    total,
    note: intent.note,
    source: {
      channel: intent.source.channel,
      post_id: intent.source.postId,
      ...wordsFor(intent, as.role),
      readers: intent.source.channel === appChannel ? "nobody" : intent.source.quiet ? "followers" : "everybody",
      ...(intent.source.language ? { language: intent.source.language } : {}),
      written_at: intent.source.writtenAt,
      edited: intent.source.edited,
    },
    ...(intent.takeBackAskedAt && as.role === "payer" ? { take_back_asked_at: intent.takeBackAskedAt } : {}),
    retryable: as.role === "payer" && intent.state === "failed" && retryable.has(intent.reason ?? ""),
    timeline: [...timelineOf(intent, as.now)],
    created_at: intent.createdAt,
    updated_at: intent.updatedAt,
    expires_at: intent.expiresAt,
  };
};

const helpAfter = (reason: StateReason | undefined) =>
  reason !== undefined && isRefusal(reason) ? { help: refusalHelp[reason] } : {};

/** What was asked for in the app nobody else has read: a payee gets the note, not what others were paid. */
const wordsFor = ({ source, note }: Intent, role: IntentView["role"]) =>
  role === "payee" && source.channel === appChannel
    ? { text: note, marks: [] }
    : { text: source.text, marks: [...(source.marks ?? [])] };

const lineView = (intent: Intent, index: number, role: IntentView["role"]): IntentView["lines"][number] | undefined => {
  const line = intent.lines[index];
  if (line === undefined) return undefined;
  const { payee, amount, check, askedAs, claimUntil } = line;
  const outcome = role === "payee" ? "paid" : outcomeOf(intent, index);
  const returns = returnsOf(intent, index, role);
  return {
    payee: partyView(payee),
    amount: Number(amount),
    check: check ?? "unknown",
    ...(askedAs === undefined ? {} : { asked_as: askedAs }),
    ...(claimUntil === undefined ? {} : { claim_until: claimUntil }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(returns.length === 0 ? {} : { returns }),
  };
};

/** Oldest first; each side has its own transfer of what went through an escrow. */
const returnsOf = ({ returns = {} }: Intent, index: number, role: IntentView["role"]) =>
  Object.values(returns)
    .filter(({ line }) => line === index)
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .map(({ amount, at, debited, credited }) => ({ transfer: role === "payer" ? credited : debited, amount, at }));

export const partyView = (party: Party): IntentView["payer"] => ({
  channel: party.channel,
  user_id: party.userId,
  handle: party.handle,
  name: party.name,
  ...(party.picture ? { picture: party.picture } : {}),
});
