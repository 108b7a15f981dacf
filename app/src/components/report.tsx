import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { networkName } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { reportTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";
import { Sheet } from "./sheet.tsx";

/** "This wasn't me": says what will be done, then does it. */
export const Report = (props: { readonly intent: IntentView; readonly onClose: () => void }): VNode => {
  const { intent, onClose } = props;
  const { wallet } = useApp();
  const { t } = useReader();
  const written = intent.source.readers !== "nobody";
  const report = (): void => {
    onClose();
    void wallet.report(intent.id);
  };
  return (
    <Sheet title={t(reportTexts.title)} onClose={onClose}>
      <p>{written ? t(reportTexts.what, { network: networkName(intent.source.channel) }) : t(reportTexts.whatOfApp)}</p>
      <div class="actions">
        <Button kind="danger" onClick={report}>
          {t(reportTexts.confirm)}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t(commonTexts.cancel)}
        </Button>
      </div>
    </Sheet>
  );
};
