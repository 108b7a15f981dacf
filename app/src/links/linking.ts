import { sha256, toBase64Url, utf8 } from "../../../core/encoding.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { NetworkConfig } from "../identity/config.ts";
import { hrefOf } from "../router.ts";
import { tabStorage } from "../storage/page-storage.ts";

/** Somebody who has left for a network, to say there whose account it is. */
type Pending = {
  readonly channel: string;
  readonly state: string;
  readonly verifier: string;
  /** He was joining: there is more to come after it. */
  readonly joining: boolean;
};

/** What the network sent him back with; no code where he said no. */
type Answer = { readonly state: string; readonly code: string | null };

/** What `enrol` exchanges for the account. */
export type LinkGrant = {
  readonly channel: string;
  readonly code: string;
  readonly code_verifier: string;
  readonly redirect_uri: string;
};

/** `denied`: he said no there. `expired`: it was not begun in this tab, or is over already. */
export type LinkFault = "denied" | "expired";

const pendingName = "piaf.linking";
const answerName = "piaf.link-answer";

/** Where networks send people back to; the part after it names the network. */
const returnPath = "/app/link/";

const returnAddress = (channel: string): string => `${location.origin}${returnPath}${channel}`;

const secret = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** Leaves the page for the network, with PKCE (RFC 7636); state and verifier wait in this tab alone. */
export const leaveToLink = async (
  { channel, joining }: Pick<Pending, "channel" | "joining">,
  network: NetworkConfig,
): Promise<void> => {
  const pending: Pending = { channel, joining, state: secret(16), verifier: secret(32) };
  tabStorage.write(pendingName, JSON.stringify(pending));
  const address = new URL(network.authorize_url, location.origin);
  address.search = new URLSearchParams({
    response_type: "code",
    client_id: network.client_id,
    redirect_uri: returnAddress(channel),
    scope: network.scopes.join(" "),
    state: pending.state,
    code_challenge: toBase64Url(await sha256(utf8(pending.verifier))),
    code_challenge_method: "S256",
  }).toString();
  location.assign(address);
};

/** Before the app starts: the network's answer leaves the address bar, and waits for the signed-in person. */
export const takeLinkAnswer = ({ pathname, searchParams }: URL): void => {
  if (!pathname.startsWith(returnPath)) return;
  const answer: Answer = { state: searchParams.get("state") ?? "", code: searchParams.get("code") };
  tabStorage.write(answerName, JSON.stringify(answer));
  history.replaceState(null, "", `/app/${hrefOf({ screen: "linking" })}`);
};

const take = <Value>(name: string): Value | undefined => {
  const kept = tabStorage.read(name);
  tabStorage.forget(name);
  return kept === undefined ? undefined : (JSON.parse(kept) as Value);
};

/** What came back, once: whoever asks again gets `expired`. */
export const takeLinkGrant = (): { readonly joining: boolean; readonly grant: Result<LinkGrant, LinkFault> } => {
  const pending = take<Pending>(pendingName);
  const answer = take<Answer>(answerName);
  const joining = pending?.joining ?? false;
  if (pending === undefined || answer?.state !== pending.state) return { joining, grant: fail("expired") };
  if (answer.code === null) return { joining, grant: fail("denied") };
  const { channel, verifier } = pending;
  const redirect_uri = returnAddress(channel);
  return { joining, grant: ok({ channel, code: answer.code, code_verifier: verifier, redirect_uri }) };
};
