import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { hrefOf } from "../router.ts";
import { freezeTexts } from "../texts/messages/limits.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";
import { LinkButton } from "./button.tsx";

/** Says of a frozen wallet that it is, and leads to where that can be changed. */
export const FrozenBanner = ({ wallet }: { readonly wallet: MeView["wallet"] }): VNode | null => {
  const { t } = useReader();
  if (wallet?.frozen === undefined) return null;
  return (
    <Banner
      tone="bad"
      title={t(freezeTexts.frozenTitle)}
      actions={<LinkButton href={hrefOf({ screen: "limits" })}>{t(freezeTexts.look)}</LinkButton>}
    >
      {t(freezeTexts[`frozen_${wallet.frozen}`])}
    </Banner>
  );
};
