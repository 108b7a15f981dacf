import { useState } from "preact/hooks";
import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import type { OwnerTerms } from "../../../core/consent/terms.ts";
import type { ApiResult } from "../api/http.ts";
import { useApp } from "../app-context.ts";
import { newNonce, type SigningKey, signTerms } from "../keys/sign-terms.ts";
import type { Translate } from "../texts/format.ts";
import { messageFor } from "../texts/message.ts";
import { changeTexts } from "../texts/messages/limits.ts";
import { notSignedTexts, reasonTexts } from "../texts/messages/outcomes.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { type ChangeEnd, followChange } from "./follow-change.ts";

const lookEveryMs = 400;

/** One change of one's own wallet at a time: whether one is under way, and how the last one ended. */
export type Changing = {
  readonly busy: boolean;
  readonly end: ChangeEnd | undefined;
  /** What needs no signature. True once it is done. */
  ask(send: () => Promise<ApiResult<ChangeView>>): Promise<boolean>;
  /** Signs the terms, then sends them. True once it is done. */
  sign<Unsigned extends Omit<OwnerTerms, "nonce">>(
    wanted: {
      readonly terms: Unsigned;
      readonly send: (signed: {
        readonly terms: Unsigned & { readonly nonce: string };
        readonly evidence: Evidence;
      }) => Promise<ApiResult<ChangeView>>;
    },
    key: SigningKey,
  ): Promise<boolean>;
};

export const useChange = (): Changing => {
  const { api, wallet } = useApp();
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<ChangeEnd>();
  const pause = (): Promise<void> => new Promise((done) => setTimeout(done, lookEveryMs));

  const doing = async (work: () => Promise<ChangeEnd>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setEnd(undefined);
    const ended = await work();
    if (ended.kind === "done") await wallet.refresh();
    setEnd(ended);
    setBusy(false);
    return ended.kind === "done";
  };
  return {
    busy,
    end,
    ask: (send) => doing(async () => followChange(await send(), { api, pause })),
    sign: ({ terms, send }, key) =>
      doing(async () => {
        const signed = { ...terms, nonce: newNonce() };
        const evidence = await signTerms(signed as unknown as OwnerTerms, key, api);
        if (!evidence.ok) return { kind: "not_signed", fault: evidence.fault };
        return followChange(await send({ terms: signed, evidence: evidence.value }), { api, pause });
      }),
  };
};

/** How it ended, as a sentence; undefined where it is done. */
export const changeEndText = (end: ChangeEnd | undefined, t: Translate): string | undefined => {
  if (end === undefined || end.kind === "done") return undefined;
  if (end.kind === "underway") return t(changeTexts.underway);
  const code = end.kind === "refused" ? end.code : end.fault;
  const known = messageFor(changeTexts, code) ?? messageFor(notSignedTexts, code) ?? messageFor(reasonTexts, code);
  return t(known ?? commonTexts.somethingWrong);
};

/** Whether what was wrong was the PIN: then a new one may be what helps. */
export const isPinFault = (end: ChangeEnd | undefined): boolean =>
  end?.kind === "not_signed" && end.fault.startsWith("pin_");
