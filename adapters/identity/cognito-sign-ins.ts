import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { SignInAccounts } from "../../core/rights/personal-records.ts";

type Options = {
  readonly userPoolId: string;
  /** Of the function: region, credentials of its role, and, on one machine, where AWS is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/**
 * `SignInAccounts` of a Cognito user pool, by the one call that is needed (`AdminDeleteUser`, AWS JSON 1.1), signed by the SDK's own
 * signer: the whole client would add 300 kB. The subject is a local user's name to the API.
 */
export const createCognitoSignIns = ({ userPoolId, environment }: Options): SignInAccounts => ({
  remove: async (subject) => {
    const region = environment["AWS_REGION"] ?? "";
    const url = new URL(environment["AWS_ENDPOINT_URL"] ?? `https://cognito-idp.${region}.amazonaws.com`);
    const body = JSON.stringify({ UserPoolId: userPoolId, Username: subject });
    const { headers } = await signerOf(region, environment).sign({
      ...{ method: "POST", protocol: url.protocol, hostname: url.hostname, path: "/", body },
      headers: {
        host: url.host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.AdminDeleteUser",
      },
    });
    const answer = await fetch(url, { method: "POST", headers, body });
    if (answer.ok) return;
    const text = await answer.text();
    if (text.includes("UserNotFoundException")) return;
    throw new Error(`The sign-in was not removed: ${answer.status} ${text.slice(0, 200)}`);
  },
});

const signerOf = (region: string, environment: Options["environment"]): SignatureV4 =>
  new SignatureV4({
    ...{ service: "cognito-idp", region, sha256: Sha256 },
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
      ...(environment["AWS_SESSION_TOKEN"] === undefined ? {} : { sessionToken: environment["AWS_SESSION_TOKEN"] }),
    },
  });

/** Node's own SHA-256 as the signer wants it. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): never {
    throw new Error("A hash is used once.");
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Buffer => {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
};
