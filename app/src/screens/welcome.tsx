import type { VNode } from "preact";
import { Mark } from "../components/icon.tsx";
import { Heading } from "../components/page.tsx";
import { useReader } from "../texts/reader.ts";

/** Before anybody is signed in. */
export const Welcome = ({ failed, onSignIn }: { readonly failed: boolean; readonly onSignIn: () => void }): VNode => {
  const { texts } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>Piaf</Heading>
      <p class="lead">{texts.tagline}</p>
      {failed && (
        <p class="error" role="alert">
          {texts.signInFailed}
        </p>
      )}
      <div class="actions">
        <button class="primary" type="button" onClick={onSignIn}>
          {texts.signIn}
        </button>
      </div>
    </main>
  );
};

export const Loading = (): VNode => {
  const { texts } = useReader();
  return (
    <main class="page page-centred" aria-busy="true">
      <Mark />
      <p role="status" class="quiet">
        {texts.loading}
      </p>
    </main>
  );
};

export const Unreachable = ({ onRetry }: { readonly onRetry: () => void }): VNode => {
  const { texts } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>{texts.offlineTitle}</Heading>
      <p class="lead">{texts.offlineHint}</p>
      <div class="actions">
        <button class="primary" type="button" onClick={onRetry}>
          {texts.tryAgain}
        </button>
      </div>
    </main>
  );
};
