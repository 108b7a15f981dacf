import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Heading } from "../components/page.tsx";
import { hrefOf } from "../router.ts";
import { networkName } from "../texts/format.ts";
import { keysTexts } from "../texts/messages/keys.ts";
import { accountsTexts, settingsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

export const Settings = ({ me }: { readonly me: MeView }): VNode => {
  const { session, signIn } = useApp();
  const { t } = useReader();
  return (
    <main class="page">
      <Heading>{t(shellTexts.settings)}</Heading>
      <a class="button secondary" href={hrefOf({ screen: "devices" })}>
        {t(keysTexts.title)}
      </a>
      <section>
        <h2>{t(accountsTexts.title)}</h2>
        <p class="quiet">{me.links.length === 0 ? t(accountsTexts.none) : t(accountsTexts.hint)}</p>
        <ul class="rows">
          {me.links.map((link) => (
            <li key={`${link.channel} ${link.user_id}`} class="row">
              <span class="row-main">
                <span class="row-title">@{link.handle}</span>
                <span class="row-detail">{networkName(link.channel)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <button class="secondary" type="button" onClick={() => void signIn.signOut(session)}>
        {t(settingsTexts.signOut)}
      </button>
    </main>
  );
};
