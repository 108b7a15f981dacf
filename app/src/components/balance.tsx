import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { homeTexts } from "../texts/messages/home.ts";
import { useReader } from "../texts/reader.ts";
import { IconButton } from "./button.tsx";
import { Covered } from "./covered.tsx";
import { Money } from "./money.tsx";

/** What can be spent, and apart from it what is still on its way. The eye beside it covers both. */
export const Balance = (props: {
  readonly wallet: MeView["wallet"];
  readonly hidden: boolean;
  readonly onHide: (hidden: boolean) => void;
}): VNode => {
  const { t, money } = useReader();
  const { wallet, hidden } = props;
  if (wallet === undefined) {
    return (
      <section class="balance" aria-label={t(homeTexts.available)}>
        <p role="status">{t(homeTexts.openingWallet)}</p>
      </section>
    );
  }
  return (
    <section class="balance" aria-label={t(homeTexts.available)}>
      <p class="balance-label">{t(homeTexts.available)}</p>
      <p class="balance-amount private" aria-live="polite">
        {hidden ? <Covered /> : <Money amount={wallet.available} currency={wallet.currency} />}
      </p>
      {wallet.pending > 0 && !hidden && (
        <p class="balance-label private">{t(homeTexts.pending, { amount: money(wallet.pending, wallet.currency) })}</p>
      )}
      <IconButton
        icon={hidden ? "eye_off" : "eye"}
        label={t(hidden ? homeTexts.showBalance : homeTexts.hideBalance)}
        onClick={() => props.onHide(!hidden)}
      />
    </section>
  );
};
