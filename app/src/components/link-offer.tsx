import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { leaveToLink } from "../links/linking.ts";
import { networkName } from "../texts/format.ts";
import { linkTexts } from "../texts/messages/joining.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";

/** What linking an account is for and what Piaf learns by it, then the way to the network. Nothing where none is set up. */
export const LinkOffer = (props: { readonly channel: string; readonly joining?: boolean }): VNode | null => {
  const { channel, joining = false } = props;
  const { networks } = useApp();
  const { t } = useReader();
  const [busy, setBusy] = useState(false);
  const network = networks[channel];
  if (network === undefined) return null;
  const leave = (): void => {
    setBusy(true);
    void leaveToLink({ channel, joining }, network);
  };
  const name = networkName(channel);
  return (
    <>
      <p class="lead">{t(linkTexts.hint)}</p>
      <p class="quiet">{t(linkTexts.consent, { network: name })}</p>
      <div class="actions">
        <Button kind="primary" icon="link" busy={busy} onClick={leave}>
          {t(linkTexts.action, { network: name })}
        </Button>
      </div>
    </>
  );
};
