import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { ApiFault, ApiResult } from "../api/http.ts";
import type { SigningFault } from "../keys/sign-terms.ts";

/** What has become of something that the person wanted the ledger to do. */
export type ChangeEnd =
  | { readonly kind: "done" }
  /** A definite no, by its code. */
  | { readonly kind: "refused"; readonly code: string }
  /** Nothing was sent. */
  | { readonly kind: "not_signed"; readonly fault: SigningFault }
  /** It was asked for, and nobody has said yet what became of it. */
  | { readonly kind: "underway" };

type Parts = {
  readonly api: { readonly change: (id: string) => Promise<ApiResult<ChangeView>> };
  /** Waits before it is asked again. */
  readonly pause: () => Promise<void>;
};

/** A change takes about a second; after so many looks it is said that it is under way. */
const looks = 40;

/** Asks until the ledger has judged. A network that does not answer is asked again: the change is its own record. */
export const followChange = async (asked: ApiResult<ChangeView>, { api, pause }: Parts): Promise<ChangeEnd> => {
  if (!asked.ok) return endOf(asked.fault);
  let change = asked.value;
  for (let look = 0; look < looks && change.state === "asked"; look += 1) {
    await pause();
    const answer = await api.change(change.id);
    if (answer.ok) change = answer.value;
    else if (answer.fault.kind !== "unknown") return endOf(answer.fault);
  }
  if (change.state === "asked") return { kind: "underway" };
  return change.state === "done" ? { kind: "done" } : { kind: "refused", code: change.reason ?? "" };
};

const endOf = (fault: ApiFault): ChangeEnd => {
  if (fault.kind === "refused") return { kind: "refused", code: fault.code };
  return fault.kind === "unknown" ? { kind: "underway" } : { kind: "not_signed", fault: "signed_out" };
};
