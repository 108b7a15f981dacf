import type { VNode } from "preact";
import { type Blocked as Block, useBlocks } from "../blocks/use-blocks.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { Empty } from "../components/empty.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { toast } from "../components/toast.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { networkName } from "../texts/format.ts";
import { blocksTexts } from "../texts/messages/blocks.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** Whom one has blocked or muted, each with the way back. */
export const Blocked = (): VNode => {
  const { t } = useReader();
  const { blocks, choose } = useBlocks();
  const unblock = async (block: Block): Promise<void> => {
    if (!(await choose(block, undefined))) toast(t(commonTexts.somethingWrong));
  };
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(blocksTexts.title)}>
      {blocks === undefined && <Skeleton />}
      {blocks === "none" && <p role="status">{t(blocksTexts.unavailable)}</p>}
      {typeof blocks === "object" && blocks.length === 0 && (
        <Empty title={t(blocksTexts.none)} hint={t(blocksTexts.hint)} />
      )}
      {typeof blocks === "object" && blocks.length > 0 && (
        <>
          <p class="quiet">{t(blocksTexts.hint)}</p>
          <List live>
            {blocks.map((block) => (
              <BlockRow key={`${block.channel} ${block.user_id}`} block={block} onUnblock={() => void unblock(block)} />
            ))}
          </List>
        </>
      )}
    </SubPage>
  );
};

const BlockRow = ({ block, onUnblock }: { readonly block: Block; readonly onUnblock: () => void }): VNode => {
  const { t } = useReader();
  const { channel, user_id: user, handle, mode } = block;
  const name = block.name ?? handle ?? user;
  return (
    <Row
      sign={<Avatar name={name} />}
      title={name}
      detail={
        <Detail>
          {t(mode === "block" ? blocksTexts.blocked : blocksTexts.muted)} · {handle === undefined ? user : `@${handle}`}{" "}
          · {networkName(channel)}
        </Detail>
      }
      end={
        <Button kind="quiet" label={t(blocksTexts.unblockOf, { name })} onClick={onUnblock}>
          {t(blocksTexts.unblock)}
        </Button>
      }
    />
  );
};
