import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { evaluate, type Access } from "../policy/evaluate.ts";
import type { Statement } from "../policy/statement.ts";
import type { KeyStore } from "../keys/key-store.ts";
import type { OpenSockets } from "../sockets/open-sockets.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { accessOf, targetOf, type Call } from "./access-of-call.ts";
import { socketAccess, socketCallOf, type SocketCall } from "./sockets-access.ts";
import { withDeclaredStream, withEngineStream, type StreamName } from "./streams.ts";

/** Who calls through a proxy: what the worker signs with, and what its role may do. */
export type Principal = {
  /** As AWS names an assumed role in its messages. */
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly statements: readonly Statement[];
};

export type Backends = {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly streams: readonly StreamName[];
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  /** Who can sign in, where somebody does that here; false for who is not there. */
  readonly people?: { readonly remove: (subject: string) => boolean } | undefined;
  /** Of the WebSocket API, where the template has one. */
  readonly sockets?: { readonly apiId: string; readonly open: OpenSockets } | undefined;
};

export type Proxy = { readonly endpoint: string; readonly principal: Principal; readonly stop: () => Promise<void> };

type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: Buffer };

const json = (status: number, body: unknown): Answer => ({ status, body: Buffer.from(JSON.stringify(body)) });

const fault = (type: string, message: string): Answer => json(400, { __type: type, message, Message: message });

/** The largest body that any of the services takes, with room for its encoding. */
const largestBodyBytes = 20 * 1024 * 1024;

/** `gone` is aborted when the caller goes away: its long poll ends with it. */
type ReceivedCall = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly gone: AbortSignal;
};

const agent = new Agent({ keepAlive: true });

const forward = async (backend: string, request: ReceivedCall, body: Buffer): Promise<Answer> => {
  const { host: _host, "content-length": _length, ...others } = request.headers;
  const headers = { ...others, "content-length": body.length };
  const outgoing = httpRequest(backend, { method: "POST", agent, headers, signal: request.gone });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  const kept = ["content-type", "x-amz-crc32", "x-amzn-requestid", "x-amzn-query-error"];
  const answered = kept.flatMap((name) => {
    const value = incoming.headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { status: incoming.statusCode ?? 502, headers: Object.fromEntries(answered), body: await buffer(incoming) };
};

const secretAnswer = (secrets: SecretStore, { operation, body }: Call): Answer => {
  const secret = secrets.find(String(body.SecretId));
  if (secret === undefined)
    return fault("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  const description = { ARN: secret.arn, Name: secret.name, CreatedDate: 0 };
  const value = { SecretString: secret.value, VersionId: "local", VersionStages: ["AWSCURRENT"] };
  return json(200, operation === "GetSecretValue" ? { ...description, ...value } : description);
};

/** KMS as far as it is called here: ECDSA with SHA-256 over a message that it hashes itself. */
const keyAnswer = (keys: KeyStore, { operation, body }: Call): Answer => {
  const key = keys.find(String(body.KeyId));
  if (key === undefined) return fault("NotFoundException", `Key '${String(body.KeyId)}' does not exist`);
  const KeyId = key.arn;
  if (operation === "GetPublicKey") return json(200, { KeyId, PublicKey: key.publicKey.toString("base64") });
  if (body.MessageType !== "RAW" || body.SigningAlgorithm !== "ECDSA_SHA_256")
    return fault("UnsupportedOperationException", "local/ signs messages with ECDSA_SHA_256 only.");
  const signature = key.sign(Buffer.from(String(body.Message), "base64"));
  return json(200, { KeyId, Signature: signature.toString("base64"), SigningAlgorithm: body.SigningAlgorithm });
};

/** Cognito as far as it is called here: people are removed, by their subjects. */
const personAnswer = (people: Backends["people"], { body }: Call): Answer =>
  people?.remove(String(body.Username)) === true
    ? json(200, {})
    : fault("UserNotFoundException", "User does not exist.");

/** The management API of a WebSocket API, in its REST protocol. */
const answerSocketCall = (
  { principal, backends: { sockets }, onRefused }: ProxyOptions,
  call: SocketCall,
  body: Buffer,
): Answer => {
  const restFault = (status: number, type: string, message: string): Answer => ({
    ...json(status, { message }),
    headers: { "x-amzn-errortype": type },
  });
  if (sockets === undefined) return restFault(404, "NotFoundException", "The template has no WebSocket API.");
  const access = socketAccess(call, sockets.apiId);
  if (evaluate(principal.statements, access) !== "allowed") {
    onRefused(`${principal.arn} may not ${access.action} on ${access.resource}`);
    return restFault(403, "ForbiddenException", "Forbidden");
  }
  const { connection, method } = call;
  const isThere = method === "POST" ? sockets.open.send(connection, body) : sockets.open.close(connection);
  return isThere
    ? { status: method === "POST" ? 200 : 204, body: Buffer.alloc(0) }
    : restFault(410, "GoneException", "");
};

/** A secret may be asked for by its name; it is authorised under its ARN. */
const inDeclaredTerms = (backends: Backends, call: Call): Call => {
  if (call.service === "streams") return { ...call, body: withDeclaredStream(backends.streams, call.body) };
  if (call.service !== "secretsmanager") return call;
  const SecretId = backends.secrets.find(String(call.body.SecretId))?.arn ?? call.body.SecretId;
  return { ...call, body: { ...call.body, SecretId } };
};

const refusal = (principal: Principal, { action, resource }: Access, verdict: "denied" | "not_granted"): Answer => {
  const why = {
    denied: "with an explicit deny in an identity-based policy",
    not_granted: `because no identity-based policy allows the ${action} action`,
  }[verdict];
  const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return fault("com.amazon.coral.service#AccessDeniedException", message);
};

/**
 * What a proxy does with a call: who signs with another key than the principal's is nobody; what the principal's
 * statements do not allow is refused as AWS does; the rest goes to the engine that serves it.
 */
const answerCall = async (options: ProxyOptions, request: ReceivedCall): Promise<Answer> => {
  const { principal, backends, onRefused } = options;
  const { body } = request;
  if (body.length > largestBodyBytes) return json(413, { message: "Request Too Long" });
  if (!request.headers.authorization?.includes(`Credential=${principal.accessKeyId}/`)) {
    return fault("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  const socketCall = socketCallOf(request.method, request.url);
  if (socketCall !== undefined) return answerSocketCall(options, socketCall, body);
  const header = String(request.headers["x-amz-target"]);
  const target = targetOf(header);
  if (target === undefined) {
    onRefused(`${principal.arn} calls ${header}, which local/ does not know`);
    return fault("UnknownOperationException", `local/ does not know the operation ${header}.`);
  }
  const call = inDeclaredTerms(backends, { ...target, body: JSON.parse(body.toString()) as Call["body"] });
  for (const access of accessOf(call)) {
    const verdict = evaluate(principal.statements, access);
    if (verdict === "allowed") continue;
    onRefused(`${principal.arn} may not ${access.action} on ${access.resource}`);
    return refusal(principal, access, verdict);
  }
  if (call.service === "secretsmanager") return secretAnswer(backends.secrets, call);
  if (call.service === "kms") return keyAnswer(backends.keys, call);
  if (call.service === "cognito") return personAnswer(backends.people, call);
  if (call.service !== "streams") return forward(backends[call.service], request, body);
  const engineBody = withEngineStream(backends.streams, call.body);
  return forward(backends.dynamodb, request, Buffer.from(JSON.stringify(engineBody)));
};

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
    ...headers,
    "content-length": body.length,
  });
  response.end(body);
};

type ProxyOptions = {
  readonly principal: Principal;
  readonly backends: Backends;
  /** Told, in one line, of each call that is refused: locally such a line means a grant is missing. */
  readonly onRefused: (line: string) => void;
};

/** The only way to AWS for one function: an endpoint of its own, on which its role's policy decides. */
export const startProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    buffer(request)
      .then((body) => {
        const { method, url, headers } = request;
        return answerCall(options, { method, url, headers, body, gone: gone.signal });
      })
      .catch((error: unknown) => json(500, { __type: "InternalServerError", message: String(error) }))
      .then((answer) => send(response, answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { endpoint: `http://127.0.0.1:${port}`, principal: options.principal, stop };
};
