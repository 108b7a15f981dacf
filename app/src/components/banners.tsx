import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { instant } from "../../../core/clock.ts";
import { acceptKeys, newKeys } from "../keys/known-keys.ts";
import { hrefOf } from "../router.ts";
import { phoneTexts } from "../texts/messages/phone.ts";
import { keysTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";
import { Button, LinkButton } from "./button.tsx";

/** What the person must know whatever page is open. */
export const Banners = (props: {
  readonly me: MeView;
  readonly connected: boolean;
  /** When all of what is shown was last true. */
  readonly readAtMs: number | undefined;
}): VNode => {
  const { me, connected, readAtMs } = props;
  const { t, moment } = useReader();
  const [, redraw] = useState(0);
  const [added] = newKeys(me);
  const accept = (): void => {
    acceptKeys(me);
    redraw((count) => count + 1);
  };
  return (
    <div class="banners">
      <div role="status">
        {!connected && (
          <Banner>
            {readAtMs === undefined
              ? t(shellTexts.offlineBanner)
              : t(phoneTexts.asOf, { moment: moment(instant(readAtMs)) })}
          </Banner>
        )}
      </div>
      <div role="alert">
        {added !== undefined && (
          <Banner
            tone="warn"
            title={t(keysTexts.newKeyTitle)}
            actions={
              <>
                <LinkButton href={hrefOf({ screen: "devices" })}>{t(keysTexts.newKeyReview)}</LinkButton>
                <Button onClick={accept}>{t(keysTexts.newKeyMine)}</Button>
              </>
            }
          >
            {t(keysTexts.newKeyHint, { label: added.label, moment: moment(added.enrolled_at) })}
          </Banner>
        )}
      </div>
    </div>
  );
};
