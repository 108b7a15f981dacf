import { useEffect, useState } from "preact/hooks";
import type { LimitsView } from "../../../contracts/http/limits.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { LimitTerms, UnfreezeTerms } from "../../../core/consent/terms.ts";
import type { LimitName } from "../../../core/limits/limits.ts";
import { useApp } from "../app-context.ts";

/** The person's limits as the server says them; `none` where it does not. */
export const useLimits = (): {
  readonly limits: LimitsView | "none" | undefined;
  readonly reload: () => Promise<void>;
} => {
  const { api } = useApp();
  const [limits, setLimits] = useState<LimitsView | "none">();
  const reload = async (): Promise<void> => {
    const answer = await api.limits();
    setLimits(answer.ok ? answer.value : "none");
  };
  useEffect(() => void reload(), []);
  return { limits, reload };
};

type Shown = { readonly limits: LimitsView; readonly me: Pick<MeView, "id" | "stage"> };

/** What is signed to raise a limit: built from what is displayed. */
export const raiseTerms = (
  { limits, me }: Shown,
  raise: { readonly name: LimitName; readonly amount: number },
): Omit<LimitTerms, "nonce"> => ({
  v: 1,
  purpose: "limit",
  stage: me.stage,
  holder: me.id,
  currency: limits.currency,
  limits: { [raise.name]: raise.amount },
  effective: limits.terms.limit.effective,
  expires: limits.terms.limit.expires,
});

export const unfreezeTerms = ({ limits, me }: Shown): Omit<UnfreezeTerms, "nonce"> => ({
  v: 1,
  purpose: "unfreeze",
  stage: me.stage,
  holder: me.id,
  currency: limits.currency,
  expires: limits.terms.unfreeze.expires,
});
