import type { VNode } from "preact";
import type { CaseView } from "../../../contracts/http/cases.ts";
import { otherIn, useCases } from "../cases/use-cases.ts";
import { Avatar } from "../components/avatar.tsx";
import { Empty } from "../components/empty.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { hrefOf } from "../router.ts";
import { messageFor } from "../texts/message.ts";
import { casesTexts, caseStateTexts } from "../texts/messages/cases.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What one has reported of payments, and is asked about. */
export const Cases = (): VNode => {
  const { t } = useReader();
  const cases = useCases();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(casesTexts.title)}>
      {cases === undefined && <Skeleton />}
      {cases?.length === 0 && <Empty title={t(casesTexts.none)} hint={t(casesTexts.noneHint)} />}
      {cases !== undefined && cases.length > 0 && (
        <List>
          {cases.map((one) => (
            <CaseRow key={one.id} one={one} />
          ))}
        </List>
      )}
    </SubPage>
  );
};

const CaseRow = ({ one }: { readonly one: CaseView }): VNode => {
  const { t, money, moment } = useReader();
  const { name } = otherIn(one);
  const state = messageFor(caseStateTexts, one.state);
  return (
    <Row
      sign={<Avatar name={name} />}
      title={name}
      detail={
        <>
          <Detail>
            {money(one.amount, one.currency)} · {t(casesTexts[one.kind])}
          </Detail>
          {one.waits_for_you && one.role === "other" && <Detail>{t(casesTexts.waits)}</Detail>}
          <Detail>
            {state === undefined ? one.state : t(state)} · {moment(one.updated_at)}
          </Detail>
        </>
      }
      href={hrefOf({ screen: "case", id: one.id })}
    />
  );
};
