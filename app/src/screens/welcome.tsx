import type { VNode } from "preact";
import { Button } from "../components/button.tsx";
import { Icon, Mark } from "../components/icon.tsx";
import { Heading } from "../components/page.tsx";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { welcomeTexts } from "../texts/messages/welcome.ts";
import { useReader } from "../texts/reader.ts";

/** Before anybody is signed in. */
export const Welcome = (props: {
  readonly failed: boolean;
  readonly onJoin: () => void;
  readonly onSignIn: () => void;
}): VNode => {
  const { failed, onJoin, onSignIn } = props;
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>Piaf</Heading>
      <p class="lead">{t(welcomeTexts.tagline)}</p>
      <ul class="points">
        <li>
          <Icon name="write" />
          {t(welcomeTexts.pointPost)}
        </li>
        <li>
          <Icon name="check" />
          {t(welcomeTexts.pointApprove)}
        </li>
        <li>
          <Icon name="shield" />
          {t(welcomeTexts.pointSafe)}
        </li>
      </ul>
      <p class="error" role="alert">
        {failed && t(welcomeTexts.signInFailed)}
      </p>
      <div class="actions">
        <Button kind="primary" onClick={onJoin}>
          {t(welcomeTexts.join)}
        </Button>
        <Button onClick={onSignIn}>{t(welcomeTexts.signIn)}</Button>
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
        <Button kind="primary" onClick={onRetry}>
          {t(commonTexts.tryAgain)}
        </Button>
      </div>
    </main>
  );
};
