import { region } from "../template/intrinsics.ts";

/** A call of an AWS API in its JSON protocol: `target` as `X-Amz-Target` has it. Throws an `AwsFault` on a refusal. */
export type CallAws = <Answer>(target: string, body: object, signal?: AbortSignal) => Promise<Answer>;

/** A refusal by the service; `type` is the code without its namespace, such as "ExpiredIteratorException". */
export class AwsFault extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

/**
 * Calls as the event sources make them, with the credentials of a function's role. Plain JSON rather than the SDK, since
 * what Lambda hands to a function is this very JSON. Not signed: nothing on this machine checks more than the key's id.
 */
export const callAws =
  ({ endpoint, accessKeyId }: { readonly endpoint: string; readonly accessKeyId: string }): CallAws =>
  async <Answer>(target: string, body: object, signal?: AbortSignal): Promise<Answer> => {
    const scope = `${accessKeyId}/20260101/${region}/local/aws4_request`;
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": target,
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return answer as Answer;
    const type = String(answer.__type ?? "UnknownError");
    throw new AwsFault(type.slice(type.lastIndexOf("#") + 1), String(answer.message ?? answer.Message ?? ""));
  };
