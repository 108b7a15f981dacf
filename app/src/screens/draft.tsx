import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { EUR } from "../../../core/money/currency.ts";
import { useApp } from "../app-context.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { AmountField } from "../components/amount-field.tsx";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { PayeePicker } from "../components/payee-picker.tsx";
import { PayeeRows } from "../components/payee-rows.tsx";
import { PostQuote } from "../components/post-quote.tsx";
import { Sheet } from "../components/sheet.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { faultText } from "../pay/draft-faults.ts";
import type { DraftPayee, PayDraft } from "../pay/drafts.ts";
import { handleKey } from "../pay/lookups.ts";
import { longestNote } from "../pay/pay-link.ts";
import { orderOf, type SendFault } from "../pay/send-draft.ts";
import { leaveTo } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { draftTexts, payTexts } from "../texts/messages/pay.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";

/** A payment that is being written. What is typed is kept at once; only "Continue" asks for it. */
export const Draft = ({ id }: { readonly id: string }): VNode => {
  const { pay } = useApp();
  const { t } = useReader();
  const { drafts } = useStore(pay.drafts.store);
  const draft = drafts?.find((one) => one.id === id);
  const missing = drafts !== undefined && draft === undefined;
  // Sent from here it has its page in the history's place; sent or discarded elsewhere there is nothing to show.
  const leaving = useRef(false);
  useEffect(() => {
    if (missing && !leaving.current) leaveTo({ screen: "pay" });
  }, [missing]);
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "pay" }} label={t(shellTexts.pay)} />
      <Heading>{t(draftTexts.title)}</Heading>
      {draft === undefined ? <Skeleton /> : <Form draft={draft} onLeave={() => (leaving.current = true)} />}
    </main>
  );
};

/** The way on: what is missing is said, what is sent is sent once. */
const useReview = (draft: PayDraft, connected: boolean, onLeave: () => void) => {
  const { pay } = useApp();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<SendFault>();
  const review = async (): Promise<void> => {
    if (sending) return;
    const order = orderOf(draft);
    if (!order.ok) return setFault(order.fault);
    // Nothing is sent: "no connection" stands there already.
    if (!connected) return;
    setSending(true);
    onLeave();
    const asked = await pay.send(draft.id);
    setSending(false);
    if (asked.ok) leaveTo({ screen: "intent", id: asked.value.id });
    else setFault(asked.fault);
  };
  return { review, sending, fault, forgive: () => setFault(undefined) };
};

const Form = ({ draft, onLeave }: { readonly draft: PayDraft; readonly onLeave: () => void }): VNode => {
  const { pay, wallet } = useApp();
  const { t, money } = useReader();
  const { connected } = useStore(wallet.store);
  const { review, sending, fault, forgive } = useReview(draft, connected, onLeave);
  useLookUps(draft, connected);
  useForgetUntouched(draft);
  const change = (words: Parameters<typeof pay.drafts.change>[1]): void => {
    forgive();
    pay.drafts.change(draft.id, words);
  };
  const textAbout = (about: SendFault["about"]): string | undefined =>
    fault?.about === about ? faultText(fault, { t, money }) : undefined;
  return (
    <div class="draft">
      {draft.text !== undefined && (
        <PostQuote text={draft.text} language={undefined} caption={t(draftTexts.fromPost)} />
      )}
      <Payees draft={draft} error={textAbout("payees")} onChange={(payees) => change({ payees })} />
      <form
        class="draft"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void review();
        }}
      >
        <Amount draft={draft} error={textAbout("amount")} onChange={(amount) => change({ amount })} />
        <TextField
          label={t(draftTexts.note)}
          hint={t(draftTexts.noteHint)}
          value={draft.note}
          onChange={(note) => change({ note })}
          typing={{ maxLength: longestNote, enterKeyHint: "done" }}
        />
        <ActionBar status={textAbout("sending") ?? (connected ? undefined : t(draftTexts.offline))}>
          <Button kind="primary" submits busy={sending}>
            {t(sending ? commonTexts.loading : draftTexts.review)}
          </Button>
          <Discard draft={draft} onLeave={onLeave} />
        </ActionBar>
      </form>
    </div>
  );
};

const Discard = ({ draft, onLeave }: { readonly draft: PayDraft; readonly onLeave: () => void }): VNode => {
  const { pay } = useApp();
  const { t } = useReader();
  const discard = (): void => {
    onLeave();
    pay.drafts.forget(draft.id);
    leaveTo({ screen: "pay" });
  };
  return (
    <Button kind="quiet" onClick={discard}>
      {t(draftTexts.discard)}
    </Button>
  );
};

/** What each of them gets; of several, what that is in all. */
const Amount = (props: {
  readonly draft: PayDraft;
  readonly error: string | undefined;
  readonly onChange: (typed: string) => void;
}): VNode => {
  const { t, money } = useReader();
  const { payees, amount } = props.draft;
  const several = payees.length > 1;
  const each = readAmount(amount);
  const total = several && each.ok ? money(each.value * payees.length, EUR) : undefined;
  return (
    <AmountField
      label={t(several ? draftTexts.amountEach : draftTexts.amount)}
      hint={total && t(draftTexts.inAll, { count: payees.length, total })}
      error={props.error}
      currency={EUR}
      value={amount}
      onChange={props.onChange}
    />
  );
};

const Payees = (props: {
  readonly draft: PayDraft;
  readonly error: string | undefined;
  readonly onChange: (payees: readonly DraftPayee[]) => void;
}): VNode => {
  const { draft, error, onChange } = props;
  const { pay } = useApp();
  const { t } = useReader();
  const [adding, setAdding] = useState(false);
  const { payees } = draft;
  const add = (payee: DraftPayee | undefined): void => {
    setAdding(false);
    if (payee === undefined || payees.some((one) => handleKey(one) === handleKey(payee))) return;
    onChange([...payees, payee]);
  };
  return (
    <section class="field">
      <h2>{t(draftTexts.to)}</h2>
      <PayeeRows
        payees={payees}
        onRemove={(payee) => onChange(payees.filter((one) => one !== payee))}
        onAgain={() => void pay.lookups.again(draft)}
      />
      <p class="field-error" role="alert">
        {error}
      </p>
      {payees.length < mostPayees && (
        <Button icon="add_person" onClick={() => setAdding(true)}>
          {t(draftTexts.add)}
        </Button>
      )}
      {adding && (
        <Sheet title={t(payTexts.title)} onClose={() => setAdding(false)}>
          <PayeePicker onPick={add} onWish={({ payee }) => add(payee)} />
          <Button kind="quiet" onClick={() => setAdding(false)}>
            {t(commonTexts.cancel)}
          </Button>
        </Sheet>
      )}
    </section>
  );
};

/** As many lines as one payment has at most. */
const mostPayees = 49;

/** Finds out who is meant, as soon as that can be asked. */
const useLookUps = (draft: PayDraft, connected: boolean): void => {
  const { pay } = useApp();
  useEffect(() => {
    if (connected) void pay.lookups.lookUp(draft);
  }, [draft.payees, connected]);
};

/** Who has only looked leaves nothing behind. */
const useForgetUntouched = ({ id }: PayDraft): void => {
  const { pay } = useApp();
  useEffect(
    () => () => {
      const left = pay.drafts.store.get().drafts?.find((one) => one.id === id);
      if (left !== undefined && left.amount === "" && left.note === "" && left.text === undefined)
        pay.drafts.forget(id);
    },
    [id],
  );
};
