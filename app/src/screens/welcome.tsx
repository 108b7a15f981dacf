import type { VNode } from "preact";
import { Mark } from "../components/icon.tsx";
import { Heading } from "../components/page.tsx";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { welcomeTexts } from "../texts/messages/welcome.ts";
import { useReader } from "../texts/reader.ts";

/** Before anybody is signed in. */
export const Welcome = ({ failed, onSignIn }: { readonly failed: boolean; readonly onSignIn: () => void }): VNode => {
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>Piaf</Heading>
      <p class="lead">{t(welcomeTexts.tagline)}</p>
      {failed && (
        <p class="error" role="alert">
          {t(welcomeTexts.signInFailed)}
        </p>
      )}
      <div class="actions">
        <button class="primary" type="button" onClick={onSignIn}>
          {t(welcomeTexts.signIn)}
        </button>
      </div>
    </main>
  );
};

export const Loading = (): VNode => {
  const { t } = useReader();
  return (
    <main class="page page-centred" aria-busy="true">
      <Mark />
      <p role="status" class="quiet">
        {t(commonTexts.loading)}
      </p>
    </main>
  );
};

export const Unreachable = ({ onRetry }: { readonly onRetry: () => void }): VNode => {
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>{t(shellTexts.offlineTitle)}</Heading>
      <p class="lead">{t(shellTexts.offlineHint)}</p>
      <div class="actions">
        <button class="primary" type="button" onClick={onRetry}>
          {t(commonTexts.tryAgain)}
        </button>
      </div>
    </main>
  );
};
