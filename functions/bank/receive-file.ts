import type { SignedRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";
import type { BankDeps } from "./bank-deps.ts";
import { takeFile } from "./take-file.ts";

/** A few hundred bookings; of more a bank makes several files. */
const maximumBodyBytes = 256 * 1024;

/**
 * `POST /webhooks/bank/{bank}`: a file of the bank's, signed. Throws when it cannot be taken now: the bank delivers again. What is
 * not understood is kept for somebody to look at, and need not come again.
 */
export const receiveFile = async ({ params, headers, bytes }: SignedRequest, deps: BankDeps): Promise<HttpAnswer> => {
  const refuse = (reason: string, answer: HttpAnswer): HttpAnswer => {
    deps.log.warn("bank_delivery_refused", { reason, status: answer.status, bytes: bytes.byteLength });
    return answer;
  };
  if (params["bank"] !== deps.bank) {
    return refuse("bank_unknown", problem("not_found", "No bank of this name is known here."));
  }
  if (bytes.byteLength > maximumBodyBytes) {
    return refuse("too_large", problem("payload_too_large", "A file holds at most 256 KiB: send several."));
  }
  if (!(await deps.isFromBank({ headers, body: bytes }))) {
    return refuse("signature_invalid", problem("unauthorized", "The file is not signed by the bank, or too old."));
  }
  const taken = await takeFile(new TextDecoder().decode(bytes), deps);
  return taken.ok ? { status: 204 } : problem("bad_request", taken.fault);
};
