import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { instant } from "../../../core/clock.ts";
import { useApp } from "../app-context.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Button } from "../components/button.tsx";
import { ChoiceList, Segmented } from "../components/choice.tsx";
import { SubPage } from "../components/page.tsx";
import { readStatement } from "../rights/read-all.ts";
import { saveFile } from "../rights/save-file.ts";
import { monthName, statementFile, type StatementFormat, statementFormats } from "../rights/statement-file.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { privacyTexts, statementsTexts } from "../texts/messages/privacy.ts";
import { useReader } from "../texts/reader.ts";

/** So far back months are on offer. */
const monthsOnOffer = 12;

/** This month and those before it: "2026-11". */
const monthsUntil = (nowMs: number): readonly string[] => {
  const now = new Date(nowMs);
  return Array.from({ length: monthsOnOffer }, (_none, back) =>
    instant(Date.UTC(now.getFullYear(), now.getMonth() - back, 1)).slice(0, "2026-11".length),
  );
};

/** A month's statement, as a file of one's choice. */
export const Statements = (): VNode => {
  const { api, clock } = useApp();
  const reader = useReader();
  const { t, locale } = reader;
  const months = monthsUntil(clock());
  const [month, setMonth] = useState(months[0] ?? "");
  const [format, setFormat] = useState<StatementFormat>("pdf");
  const [status, setStatus] = useState<"idle" | "reading" | "failed" | "none" | { readonly saved: string }>("idle");
  const save = async (): Promise<void> => {
    setStatus("reading");
    const statement = await readStatement((cursor) => api.statement(month, cursor));
    if (!statement.ok) return setStatus(statement.fault.kind === "refused" ? "none" : "failed");
    const file = await statementFile(statement.value, { format, reader, at: instant(clock()) }).catch(() => undefined);
    if (file === undefined) return setStatus("failed");
    saveFile(file);
    setStatus({ saved: file.name });
  };
  return (
    <SubPage up={{ screen: "privacy" }} upLabel={t(privacyTexts.title)} title={t(privacyTexts.statements)}>
      <p class="quiet">{t(statementsTexts.hint)}</p>
      <Segmented
        label={t(statementsTexts.format)}
        options={statementFormats.map((value) => ({ value, label: t(statementsTexts[value]) }))}
        value={format}
        onChange={setFormat}
      />
      <p class="quiet">{t(statementsTexts.formatHint)}</p>
      <ChoiceList
        label={t(statementsTexts.month)}
        options={months.map((value) => ({ value, label: monthName(value, locale) }))}
        value={month}
        onChange={setMonth}
      />
      <ActionBar status={statusText(status)}>
        <Button kind="primary" busy={status === "reading"} onClick={() => void save()}>
          {t(statementsTexts.save)}
        </Button>
      </ActionBar>
    </SubPage>
  );

  function statusText(of: typeof status): string | undefined {
    if (typeof of === "object") return t(privacyTexts.saved, { name: of.saved });
    const said = {
      idle: undefined,
      reading: privacyTexts.reading,
      failed: commonTexts.somethingWrong,
      none: statementsTexts.none,
    };
    const message = said[of];
    return message && t(message);
  }
};
