import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { Mark } from "../components/icon.tsx";
import { KeyChoice } from "../components/key-choice.tsx";
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
      <KeyChoice me={me} />
    </main>
  );
};

/** Has nothing to look at yet: the first payment key opens the wallet. */
export const isNew = ({ keys, wallet }: MeView): boolean => keys.length === 0 && wallet === undefined;
