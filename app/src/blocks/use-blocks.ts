import { useEffect, useState } from "preact/hooks";
import type { BlockList } from "../../../contracts/http/limits.ts";
import { useApp } from "../app-context.ts";

export type Blocked = BlockList["data"][number];

/** Somebody whom one may block, as he is shown. */
export type Blockable = Pick<Blocked, "channel" | "user_id" | "handle" | "name">;

/** Whom the person has blocked or muted; `none` where the server does not say. */
export const useBlocks = (): {
  readonly blocks: readonly Blocked[] | "none" | undefined;
  /** Blocks, mutes or (undefined) takes back. Whether it was done. */
  readonly choose: (account: Blockable, mode: Blocked["mode"] | undefined) => Promise<boolean>;
} => {
  const { api } = useApp();
  const [blocks, setBlocks] = useState<readonly Blocked[] | "none">();
  const reload = async (): Promise<void> => {
    const answer = await api.blocks();
    setBlocks(answer.ok ? answer.value.data : "none");
  };
  useEffect(() => void reload(), []);
  const choose = async (account: Blockable, mode: Blocked["mode"] | undefined): Promise<boolean> => {
    const answer = await (mode === undefined ? api.unblock(account) : api.block(account, mode));
    await reload();
    return answer.ok;
  };
  return { blocks, choose };
};
