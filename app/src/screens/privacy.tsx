import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { instant } from "../../../core/clock.ts";
import { journalCsv } from "../../../core/statement/journal-csv.ts";
import { useApp } from "../app-context.ts";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { entriesIn, type Exported, readExport } from "../rights/read-all.ts";
import { type FileToSave, saveFile } from "../rights/save-file.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { closingTexts, consentsTexts, historyTexts, privacyTexts } from "../texts/messages/privacy.ts";
import { termsTexts } from "../texts/messages/terms.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What Piaf holds of a person, and what may be done with it. */
export const Privacy = (): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(privacyTexts.title)}>
      <p class="quiet">{t(privacyTexts.hint)}</p>
      <TakeData />
      <section>
        <h2>{t(privacyTexts.yourself)}</h2>
        <List>
          <Row icon="check" title={t(consentsTexts.title)} href={hrefOf({ screen: "consents" })} />
          <Row icon="key" title={t(historyTexts.title)} href={hrefOf({ screen: "history" })} />
          <Row icon="info" title={t(termsTexts.title)} href={hrefOf({ screen: "terms" })} />
          <Row icon="cross" title={t(closingTexts.title)} href={hrefOf({ screen: "close_account" })} />
        </List>
      </section>
    </SubPage>
  );
};

const asJson = (exported: Exported, day: string): FileToSave => ({
  ...{ name: `piaf-${day}.json`, type: "application/json" },
  content: JSON.stringify(exported, null, 2),
});
const asCsv = (exported: Exported, day: string): FileToSave => ({
  ...{ name: `piaf-${day}.csv`, type: "text/csv" },
  content: journalCsv(entriesIn(exported)),
});

const TakeData = (): VNode => {
  const { api, clock } = useApp();
  const { t } = useReader();
  const [status, setStatus] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (fileOf: (exported: Exported, day: string) => FileToSave): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setStatus(t(privacyTexts.reading));
    const exported = await readExport((cursor) => api.exportPage(cursor));
    setBusy(false);
    if (!exported.ok) return setStatus(t(commonTexts.somethingWrong));
    const file = fileOf(exported.value, instant(clock()).slice(0, "2026-11-24".length));
    saveFile(file);
    setStatus(t(privacyTexts.saved, { name: file.name }));
  };
  return (
    <section>
      <h2>{t(privacyTexts.take)}</h2>
      <List>
        <Row icon="activity" title={t(privacyTexts.statements)} href={hrefOf({ screen: "statements" })} />
        <Row
          icon="person"
          title={t(privacyTexts.everything)}
          detail={<Detail>{t(privacyTexts.everythingHint)}</Detail>}
          onClick={() => void save(asJson)}
        />
        <Row
          icon="code"
          title={t(privacyTexts.journal)}
          detail={<Detail>{t(privacyTexts.journalHint)}</Detail>}
          onClick={() => void save(asCsv)}
        />
      </List>
      <p class="quiet" role="status">
        {status}
      </p>
    </section>
  );
};
