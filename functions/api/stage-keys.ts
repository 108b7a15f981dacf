import type { StageKeys } from "../../core/proof/receipt.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** `GET /v1/keys.json`: all that somebody needs to trust who judges a receipt (docs/proof.md). Open to everybody. */
export const showStageKeys = async ({ published, closes, stage }: ApiDeps): Promise<HttpAnswer> => {
  const [pinned, rootKey, identityKeys] = await Promise.all([
    closes.pinnedKeys(),
    published.rootKey(),
    published.identityKeys(),
  ]);
  const { issuer, clientId, origins, relyingParties } = published;
  const body: StageKeys = {
    v: 1,
    stage,
    root_keys: uniqueBy([rootKey, ...pinned.rootKeys], (key) => key.key_id),
    identity: {
      issuer,
      client_id: clientId,
      keys: uniqueBy([...identityKeys, ...pinned.identityKeys], (key) => key.kid),
    },
    relying_parties: relyingParties,
    origins,
  };
  return { status: 200, body };
};

/** The first of each id: what signs now before what did. */
const uniqueBy = <Item>(items: readonly Item[], idOf: (item: Item) => string): readonly Item[] =>
  items.filter((item, index) => items.findIndex((other) => idOf(other) === idOf(item)) === index);
