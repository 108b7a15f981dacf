import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { canScan, codeIn } from "../pay/scan.ts";
import { payTexts } from "../texts/messages/pay.ts";
import { useReader } from "../texts/reader.ts";
import { Icon } from "./icon.tsx";

/** Takes a picture of a code with the phone's camera, where the browser reads codes. It asks for no permission. */
export const ScanButton = ({ onCode }: { readonly onCode: (text: string) => void }): VNode | null => {
  const { t } = useReader();
  const [nothing, setNothing] = useState(false);
  if (!canScan()) return null;
  const read = async (picture: File | undefined): Promise<void> => {
    if (picture === undefined) return;
    const code = await codeIn(picture);
    setNothing(code === undefined);
    if (code !== undefined) onCode(code);
  };
  return (
    <div class="actions">
      <label class="button button-secondary button-file">
        <Icon name="camera" />
        {t(payTexts.scan)}
        <input
          type="file"
          class="for-ears"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            void read(event.currentTarget.files?.[0]);
            // The same picture once more is a change again.
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="field-error" role="alert">
        {nothing && t(payTexts.scanNothing)}
      </p>
    </div>
  );
};
