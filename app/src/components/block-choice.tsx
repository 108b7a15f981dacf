import type { VNode } from "preact";
import { type Blockable, type Blocked, useBlocks } from "../blocks/use-blocks.ts";
import { blocksTexts } from "../texts/messages/blocks.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { useReader } from "../texts/reader.ts";
import { List } from "./list.tsx";
import { SwitchRow } from "./switch.tsx";
import { toast } from "./toast.tsx";

/** Whether one wants to hear nothing of somebody, or no requests. */
export const BlockChoice = ({ account }: { readonly account: Blockable }): VNode | null => {
  const { t } = useReader();
  const { blocks, choose } = useBlocks();
  if (typeof blocks !== "object") return null;
  const mode = blocks.find((one) => one.channel === account.channel && one.user_id === account.user_id)?.mode;
  const set = async (wanted: Blocked["mode"], on: boolean): Promise<void> => {
    if (!(await choose(account, on ? wanted : undefined))) toast(t(commonTexts.somethingWrong));
  };
  return (
    <List>
      <SwitchRow
        title={t(blocksTexts.mute)}
        detail={t(blocksTexts.muteHint)}
        on={mode !== undefined}
        onChange={(on) => void set("mute", on)}
      />
      <SwitchRow
        title={t(blocksTexts.block)}
        detail={t(blocksTexts.blockHint)}
        on={mode === "block"}
        onChange={(on) => void set("block", on)}
      />
    </List>
  );
};
