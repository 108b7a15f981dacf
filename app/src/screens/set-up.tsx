import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { type NameFault, readShownName } from "../../../core/holder/shown-name.ts";
import { TextField } from "../components/field.tsx";
import { Icon, Mark } from "../components/icon.tsx";
import { KeyChoice, usePasskeysAvailable } from "../components/key-choice.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { TermsOfUse } from "../components/terms-of-use.tsx";
import { nameTexts } from "../texts/messages/joining.ts";
import { setUpTexts } from "../texts/messages/keys.ts";
import { termsTexts } from "../texts/messages/terms.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** The first run, or a further phone of the same person. */
export const SetUp = (props: {
  readonly me: MeView;
  /** Others know the person by a name already. */
  readonly named?: boolean;
}): VNode => {
  const { me, named = true } = props;
  const { t } = useReader();
  const isFirst = isNew(me);
  const [name, setName] = useState(me.name);
  const [fault, setFault] = useState<NameFault>();
  const chooseName = (): string | undefined => {
    const read = readShownName(name);
    setFault(read.ok ? undefined : read.fault);
    return read.ok ? read.value : undefined;
  };
  return (
    <main class="page page-centred">
      {!isFirst && <BackLink to={{ screen: "home" }} label={t(shellTexts.home)} />}
      <Mark />
      <Heading>{isFirst && named ? t(setUpTexts.welcome, { name: me.name }) : t(setUpTexts.title)}</Heading>
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
      {!named && (
        <TextField
          label={t(nameTexts.label)}
          hint={t(nameTexts.hint)}
          error={fault && t(nameTexts[fault])}
          value={name}
          onChange={setName}
          typing={{ autoComplete: "name", maxLength: 100 }}
        />
      )}
      {me.keys.length === 0 && (
        <>
          <p class="quiet">{t(termsTexts.agree)}</p>
          <details class="question">
            <summary>
              {t(termsTexts.title)}
              <Icon name="forward" />
            </summary>
            <TermsOfUse />
          </details>
        </>
      )}
      <KeyChoice me={me} {...(named ? {} : { chooseName })} />
    </main>
  );
};

/** Has nothing to look at yet: the first payment key opens the wallet. */
export const isNew = ({ keys, wallet }: MeView): boolean => keys.length === 0 && wallet === undefined;
