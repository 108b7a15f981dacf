import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { LimitsView } from "../../../contracts/http/limits.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { type LimitName, limitNames } from "../../../core/limits/limits.ts";
import { EUR } from "../../../core/money/currency.ts";
import { useApp } from "../app-context.ts";
import { AmountField } from "../components/amount-field.tsx";
import { Button } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { SubPage } from "../components/page.tsx";
import { SignedButton } from "../components/signed-button.tsx";
import { toast } from "../components/toast.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { changeEndText, type Changing, isPinFault, useChange } from "../limits/use-change.ts";
import { raiseTerms, useLimits } from "../limits/use-limits.ts";
import { wantedLimit } from "../limits/wanted-limit.ts";
import { leaveTo } from "../router.ts";
import { limitsTexts } from "../texts/messages/limits.ts";
import { useReader } from "../texts/reader.ts";

/** One limit: lower at once, higher by signature. */
export const Limit = ({ id, me }: { readonly id: string; readonly me: MeView }): VNode => {
  const { t } = useReader();
  const { limits } = useLimits();
  const name = limitNames.find((one) => one === id);
  return (
    <SubPage
      up={{ screen: "limits" }}
      upLabel={t(limitsTexts.title)}
      title={t(name === undefined ? limitsTexts.title : limitsTexts[name])}
    >
      {limits === undefined && <Skeleton />}
      {(limits === "none" || name === undefined) && <p role="status">{t(limitsTexts.unavailable)}</p>}
      {typeof limits === "object" && name !== undefined && <Change name={name} limits={limits} me={me} />}
    </SubPage>
  );
};

type Parts = { readonly name: LimitName; readonly limits: LimitsView; readonly me: MeView };

const Change = ({ name, limits, me }: Parts): VNode => {
  const { api } = useApp();
  const { t, money, moment } = useReader();
  const [typed, setTyped] = useState("");
  const [isTried, setTried] = useState(false);
  const change = useChange();
  const [now, most] = [limits.limits[name], limits.level_limits[name]];
  const wanted = wantedLimit(typed, { now, most });
  const shown = (limit: number | undefined): string => (limit === undefined ? t(limitsTexts.none) : money(limit, EUR));
  const fault = "amount" in wanted ? undefined : t(limitsTexts[wanted.kind], { amount: shown(most) });
  const error = changeEndText(change.end, t) ?? (isTried ? fault : undefined);
  const finish = (done: boolean, text: string): boolean => {
    if (done) {
      toast(text);
      leaveTo({ screen: "limits" });
    }
    return done;
  };
  const lower = async (): Promise<void> => {
    setTried(true);
    if (wanted.kind !== "lower") return;
    finish(await change.ask(() => api.lowerLimits({ [name]: wanted.amount })), t(limitsTexts.lowered));
  };
  return (
    <>
      <Facts>
        <Fact name={t(limitsTexts.now)}>{shown(now)}</Fact>
        <Fact name={t(limitsTexts.most)}>{shown(most)}</Fact>
      </Facts>
      <AmountField
        label={t(limitsTexts.amount)}
        hint={t(limitsTexts.hint, { moment: moment(limits.terms.limit.effective) })}
        currency={EUR}
        value={typed}
        error={error}
        onChange={setTyped}
      />
      <div class="actions">
        {wanted.kind === "raise" ? (
          <Raise {...{ name, limits, me, change, error, amount: wanted.amount }} onDone={finish} />
        ) : (
          <Button kind="primary" busy={change.busy} onClick={() => void lower()}>
            {t(wanted.kind === "lower" ? limitsTexts.lower : limitsTexts.save)}
          </Button>
        )}
      </div>
    </>
  );
};

const Raise = (
  props: Parts & {
    readonly amount: number;
    readonly change: Changing;
    readonly error: string | undefined;
    readonly onDone: (done: boolean, text: string) => boolean;
  },
): VNode => {
  const { name, amount, limits, me, change, error } = props;
  const { api } = useApp();
  const { t, money, moment } = useReader();
  return (
    <SignedButton
      kind="primary"
      keys={me.keys}
      busy={change.busy}
      what={t(limitsTexts.raiseOf, { name: t(limitsTexts[name]), amount: money(amount, EUR) })}
      error={error}
      pinFault={isPinFault(change.end)}
      onSign={async (key) => {
        const terms = raiseTerms({ limits, me }, { name, amount });
        const done = await change.sign({ terms, send: api.raiseLimits }, key);
        return props.onDone(done, t(limitsTexts.raised, { moment: moment(terms.effective) }));
      }}
    >
      {t(limitsTexts.raise)}
    </SignedButton>
  );
};
