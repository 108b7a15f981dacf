import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { Icon, Mark } from "../components/icon.tsx";
import { KeyChoice, usePasskeysAvailable } from "../components/key-choice.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { useReader } from "../texts/reader.ts";

/** The first run, or a further phone of the same person. */
export const SetUp = ({ me }: { readonly me: MeView }): VNode => {
  const { texts } = useReader();
  const isFirst = isNew(me);
  return (
    <main class="page page-centred">
      {!isFirst && <BackLink to={{ screen: "home" }} label={texts.home} />}
      <Mark />
      <Heading>{isFirst ? texts.welcome(me.name) : texts.setUpTitle}</Heading>
      <p class="lead">{texts.setUpHint}</p>
      <ul class="reassurances">
        <li>
          <Icon name="key" />
          {usePasskeysAvailable() === false ? texts.usePinHint : texts.usePasskeyHint}
        </li>
        <li>
          <Icon name="check" />
          {texts.needFreshSignIn}
        </li>
      </ul>
      <KeyChoice me={me} />
    </main>
  );
};

/** Has nothing to look at yet: the first payment key opens the wallet. */
export const isNew = ({ keys, wallet }: MeView): boolean => keys.length === 0 && wallet === undefined;
