import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { Icon, Mark } from "../components/icon.tsx";
import { KeyChoice, usePasskeysAvailable } from "../components/key-choice.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { setUpTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** The first run, or a further phone of the same person. */
export const SetUp = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const isFirst = isNew(me);
  return (
    <main class="page page-centred">
      {!isFirst && <BackLink to={{ screen: "home" }} label={t(shellTexts.home)} />}
      <Mark />
      <Heading>{isFirst ? t(setUpTexts.welcome, { name: me.name }) : t(setUpTexts.title)}</Heading>
      <p class="lead">{t(setUpTexts.hint)}</p>
      <ul class="points">
        <li>
          <Icon name="key" />
          {usePasskeysAvailable() === false ? t(setUpTexts.pinHint) : t(setUpTexts.passkeyHint)}
        </li>
        <li>
          <Icon name="check" />
          {t(setUpTexts.freshSignIn)}
        </li>
      </ul>
      <KeyChoice me={me} />
    </main>
  );
};

/** Has nothing to look at yet: the first payment key opens the wallet. */
export const isNew = ({ keys, wallet }: MeView): boolean => keys.length === 0 && wallet === undefined;
