import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { acceptKeys, newKeys } from "../keys/known-keys.ts";
import { hrefOf } from "../router.ts";
import { useReader } from "../texts/reader.ts";
import { Icon } from "./icon.tsx";

/** What the person must know whatever page is open. */
export const Banners = ({ me, connected }: { readonly me: MeView; readonly connected: boolean }): VNode => {
  const { texts, moment } = useReader();
  const [, redraw] = useState(0);
  const [added] = newKeys(me);
  const accept = (): void => {
    acceptKeys(me);
    redraw((count) => count + 1);
  };
  return (
    <div class="banners">
      <div role="status">{!connected && <p class="banner">{texts.offlineBanner}</p>}</div>
      <div role="alert">
        {added !== undefined && (
          <div class="banner banner-alert">
            <Icon name="alert" />
            <div>
              <p class="row-title">{texts.newKeyTitle}</p>
              <p>{texts.newKeyHint(added.label, moment(added.enrolled_at))}</p>
              <div class="banner-actions">
                <a class="button" href={hrefOf({ screen: "settings" })}>
                  {texts.newKeyReview}
                </a>
                <button class="button" type="button" onClick={accept}>
                  {texts.newKeyMine}
                </button>
              </div>
            </div>
          </div>
        )}
      </div>
    </div>
  );
};
