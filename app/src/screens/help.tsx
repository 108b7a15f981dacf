import type { VNode } from "preact";
import { Icon } from "../components/icon.tsx";
import { SubPage } from "../components/page.tsx";
import { helpTexts } from "../texts/messages/help.ts";
import { settingsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

const questions = [
  [helpTexts.howTitle, helpTexts.how],
  [helpTexts.pendingTitle, helpTexts.pending],
  [helpTexts.undoTitle, helpTexts.undo],
  [helpTexts.hackedTitle, helpTexts.hacked],
  [helpTexts.privateTitle, helpTexts.private],
] as const;

/** What people ask, answered without a network. */
export const Help = (): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(settingsTexts.help)}>
      <ul class="rows">
        {questions.map(([question, answer]) => (
          <li key={question.id}>
            <details class="question">
              <summary>
                {t(question)}
                <Icon name="forward" />
              </summary>
              <p>{t(answer)}</p>
            </details>
          </li>
        ))}
      </ul>
    </SubPage>
  );
};
