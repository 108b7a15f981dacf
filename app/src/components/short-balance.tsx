import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { missingFor } from "../payments/missing.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";
import { LinkButton } from "./button.tsx";

/** Says before a payment is approved that the wallet has not enough for it, and leads to a top-up and back. */
export const ShortBalance = ({ intent }: { readonly intent: IntentView }): VNode | null => {
  const { t, money } = useReader();
  const { me } = useStore(useApp().wallet.store);
  const missing = missingFor(intent, me?.wallet);
  if (missing === undefined) return null;
  return (
    <Banner
      tone="warn"
      actions={<LinkButton href={hrefOf({ screen: "top_up_for", id: intent.id })}>{t(topUpTexts.title)}</LinkButton>}
    >
      {t(topUpTexts.missing, { amount: money(missing, intent.currency) })}
    </Banner>
  );
};
