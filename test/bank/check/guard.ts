import type { WalletId } from "../../../core/ids.ts";
import type { Cast } from "../cast.ts";
import type { WalletChange } from "../world.ts";

/** Looks at every committed point: no guarded wallet below its floor, nothing held below zero, no ceiling broken (invariant 2). */
export const createGuard = (cast: Cast) => {
  const violations: string[] = [];
  let seen = 0;
  return {
    watch: ({ item, available, held }: WalletChange): void => {
      seen += 1;
      const wallet = cast.byId.get(item.split("#")[0] as WalletId);
      if (wallet === undefined) return void violations.push(`An item of no wallet was written: ${item}.`);
      const isOwn = item === wallet.id;
      const floor = isOwn ? (wallet.settings?.floor ?? 0n) : 0n;
      if (wallet.kind !== "system" && available < floor) violations.push(`${item} was at ${available} after a commit.`);
      if (held < 0n) violations.push(`${item} held ${held} after a commit.`);
      const { ceiling } = wallet.settings ?? {};
      if (typeof ceiling === "bigint" && available + held > ceiling) {
        violations.push(`${item} was at ${available + held} after a commit, above its ceiling.`);
      }
    },
    violations: (): readonly string[] => violations,
    seen: (): number => seen,
  };
};
