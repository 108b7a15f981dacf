import type { VNode } from "preact";
import type { FreezeRequest, LimitsView } from "../../../contracts/http/limits.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { type LimitName, limitNames } from "../../../core/limits/limits.ts";
import { useApp } from "../app-context.ts";
import { Banner } from "../components/banner.tsx";
import { Button } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { SignedButton } from "../components/signed-button.tsx";
import { toast } from "../components/toast.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { changeEndText, type Changing, isPinFault, useChange } from "../limits/use-change.ts";
import { unfreezeTerms, useLimits } from "../limits/use-limits.ts";
import { hrefOf } from "../router.ts";
import { freezeTexts, limitsTexts } from "../texts/messages/limits.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

type Parts = {
  readonly me: MeView;
  readonly limits: LimitsView;
  readonly change: Changing;
  readonly reload: () => Promise<void>;
};

/** What the wallet may spend and hold, what is to come, and a way to stop it at once. */
export const Limits = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const { limits, reload } = useLimits();
  const change = useChange();
  const parts = typeof limits === "object" ? { me, limits, change, reload } : undefined;
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(limitsTexts.title)}>
      <p class="error" role="alert">
        {changeEndText(change.end, t)}
      </p>
      {limits === undefined && <Skeleton />}
      {limits === "none" && <p role="status">{t(limitsTexts.unavailable)}</p>}
      {parts !== undefined && (
        <>
          <Frozen {...parts} />
          <Pending {...parts} />
          <Level {...parts} />
          <Allowed limits={parts.limits} />
          {parts.limits.frozen?.what !== "all" && <Freeze {...parts} />}
        </>
      )}
    </SubPage>
  );
};

const Level = ({ limits, me }: Pick<Parts, "limits" | "me">): VNode => {
  const { t } = useReader();
  const { level } = limits;
  return (
    <section>
      <h2>{t(limitsTexts[`level_${level}`])}</h2>
      <p class="quiet">{t(limitsTexts[`about_${level}`])}</p>
      {level !== "full" && (
        <>
          <p class="quiet">{t(limitsTexts.nextLevel)}</p>
          <Facts>
            <Fact name={t(paymentTexts.reference)}>
              <code>{me.id}</code>
            </Fact>
          </Facts>
        </>
      )}
    </section>
  );
};

const Allowed = ({ limits }: { readonly limits: LimitsView }): VNode => {
  const { t, money } = useReader();
  const amountOf = (name: LimitName): string => {
    const limit = limits.limits[name];
    return limit === undefined ? t(limitsTexts.none) : money(limit, limits.currency);
  };
  const spentOf = (name: LimitName): string | undefined => {
    const limit = limits.limits[name];
    if ((name !== "day" && name !== "month") || limit === undefined) return undefined;
    const used = limits.used[name] ?? 0;
    const left = Math.max(0, limit - used);
    return t(limitsTexts.used, { used: money(used, limits.currency), left: money(left, limits.currency) });
  };
  return (
    <List>
      {limitNames.map((name) => (
        <Row
          key={name}
          title={t(limitsTexts[name])}
          detail={spentOf(name) !== undefined && <Detail>{spentOf(name)}</Detail>}
          end={amountOf(name)}
          href={hrefOf({ screen: "limit", id: name })}
        />
      ))}
    </List>
  );
};

const Pending = ({ limits, change, reload }: Parts): VNode | null => {
  const { api } = useApp();
  const { t, money, moment } = useReader();
  const [pending] = limits.pending;
  if (pending === undefined) return null;
  const cancel = async (): Promise<void> => {
    if (await change.ask(() => api.cancelRaise())) toast(t(limitsTexts.notRaised));
    await reload();
  };
  const raised = limitNames.flatMap((name) => {
    const amount = pending.limits[name];
    return amount === undefined ? [] : [{ name: t(limitsTexts[name]), amount: money(amount, limits.currency) }];
  });
  return (
    <Banner
      title={t(limitsTexts.pendingTitle)}
      actions={
        <Button busy={change.busy} onClick={() => void cancel()}>
          {t(limitsTexts.cancelRaise)}
        </Button>
      }
    >
      {raised.map((raise) => t(limitsTexts.pending, { ...raise, moment: moment(pending.effective) })).join(" ")}
    </Banner>
  );
};

const Frozen = ({ me, limits, change, reload }: Parts): VNode | null => {
  const { api } = useApp();
  const { t } = useReader();
  const { frozen } = limits;
  if (frozen === undefined) return null;
  const byOwner = frozen.by === "owner";
  return (
    <Banner
      tone="bad"
      title={t(freezeTexts.frozenTitle)}
      actions={
        byOwner && (
          <SignedButton
            keys={me.keys}
            busy={change.busy}
            what={t(freezeTexts.unfreeze)}
            error={changeEndText(change.end, t)}
            pinFault={isPinFault(change.end)}
            onSign={async (key) => {
              const done = await change.sign({ terms: unfreezeTerms({ limits, me }), send: api.unfreeze }, key);
              if (done) toast(t(freezeTexts.unfrozen));
              await reload();
              return done;
            }}
          >
            {t(freezeTexts.unfreeze)}
          </SignedButton>
        )
      }
    >
      {t(byOwner ? freezeTexts[`frozen_${frozen.what}`] : freezeTexts.byPiaf)}
    </Banner>
  );
};

const Freeze = ({ limits, change, reload }: Parts): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const freeze = async (what: FreezeRequest["what"]): Promise<void> => {
    await change.ask(() => api.freeze(what));
    await reload();
  };
  return (
    <section>
      <h2>{t(freezeTexts.title)}</h2>
      <p class="quiet">{t(freezeTexts.hint)}</p>
      <div class="actions">
        {limits.frozen === undefined && (
          <Button kind="danger" busy={change.busy} onClick={() => void freeze("debits")}>
            {t(freezeTexts.debits)}
          </Button>
        )}
        <Button busy={change.busy} onClick={() => void freeze("all")}>
          {t(freezeTexts.all)}
        </Button>
      </div>
    </section>
  );
};
