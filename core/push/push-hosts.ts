/**
 * Whether a push message may be sent there: over https, to a known push service on its usual port. `hosts` are names, or
 * `*.` and a domain. A loopback address must stand among them by itself, and is then taken over http and on any port:
 * that is for one machine. Anything else would let whoever subscribes have us call addresses of his choice.
 */
export const isPushEndpoint = (endpoint: string, hosts: readonly string[]): boolean => {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  const isKnown = hosts.some((host) => (host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host));
  if (!isKnown || username !== "" || password !== "") return false;
  return isLoopback(hostname) || (protocol === "https:" && port === "");
};

const isLoopback = (hostname: string): boolean => hostname === "127.0.0.1" || hostname === "localhost";
