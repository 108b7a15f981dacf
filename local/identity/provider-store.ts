import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";
import { secondMs } from "../../core/clock.ts";

type Stored = { readonly payload: AdapterPayload; readonly expiresAtMs: number };

/** What the provider remembers: sessions, codes, grants, refresh tokens. `save` writes it to the file, if there is one. */
export type ProviderStore = { readonly adapter: AdapterFactory; readonly save: () => void };

/** As the template has it for Cognito: a refresh token that was used may be used again so long, since answers get lost. */
const graceMs = 30 * secondMs;

const isUsedUp = (model: string, { consumed }: AdapterPayload): boolean =>
  typeof consumed === "number" && (model !== "RefreshToken" || Date.now() - consumed * secondMs >= graceMs);

const load = (file: string | undefined): Map<string, Stored> =>
  new Map(file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as [string, Stored][]) : []);

const adapterOver = (items: Map<string, Stored>) => {
  return (model: string): Adapter => {
    const prefix = `${model}:`;
    const find = async (id: string) => {
      const stored = items.get(prefix + id);
      if (stored === undefined || stored.expiresAtMs <= Date.now()) return undefined;
      const { consumed, ...unused } = stored.payload;
      return isUsedUp(model, stored.payload) ? { ...unused, consumed } : unused;
    };
    const findWhere = async (name: "uid" | "userCode", value: string) =>
      [...items].find(([key, { payload }]) => key.startsWith(prefix) && payload[name] === value)?.[1].payload;
    return {
      find,
      findByUid: (uid) => findWhere("uid", uid),
      findByUserCode: (userCode) => findWhere("userCode", userCode),
      upsert: async (id, payload, expiresIn) => {
        items.set(prefix + id, { payload, expiresAtMs: Date.now() + (expiresIn ?? 0) * secondMs });
      },
      consume: async (id) => {
        const payload = items.get(prefix + id)?.payload;
        if (payload !== undefined) payload.consumed ??= Math.floor(Date.now() / secondMs);
      },
      destroy: async (id) => {
        items.delete(prefix + id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of items) if (payload.grantId === grantId) items.delete(key);
      },
    };
  };
};

/** In memory while it runs; taken from `file` at the start, so that who was signed in stays so over a restart. */
export const createProviderStore = (file: string | undefined): ProviderStore => {
  const items = load(file);
  return {
    adapter: adapterOver(items),
    save: () => {
      if (file === undefined) return;
      const alive = [...items].filter(([, { expiresAtMs }]) => expiresAtMs > Date.now());
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(alive), { mode: 0o600 });
    },
  };
};
