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
import { Icon } from "./icon.tsx";

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
          <p class="banner">
            {readAtMs === undefined
              ? t(shellTexts.offlineBanner)
              : t(phoneTexts.asOf, { moment: moment(instant(readAtMs)) })}
          </p>
        )}
      </div>
      <div role="alert">
        {added !== undefined && (
          <div class="banner banner-alert">
            <Icon name="alert" />
            <div>
              <p class="row-title">{t(keysTexts.newKeyTitle)}</p>
              <p>{t(keysTexts.newKeyHint, { label: added.label, moment: moment(added.enrolled_at) })}</p>
              <div class="banner-actions">
                <a class="button" href={hrefOf({ screen: "devices" })}>
                  {t(keysTexts.newKeyReview)}
                </a>
                <button class="button" type="button" onClick={accept}>
                  {t(keysTexts.newKeyMine)}
                </button>
              </div>
            </div>
          </div>
        )}
      </div>
    </div>
  );
};
