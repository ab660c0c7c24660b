import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A place that somebody wants to connect to. */
interface Destination {
  /** As in the URL, without brackets. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** Why a destination is refused; `undefined`: it is admitted. */
export type AddressPolicy = (destination: Destination) => string | undefined;

/**
 * Admits public addresses of public names on ports 80 and 443, and what `allowPrivate` names: `host:port` (of the
 * URL, or of the address connected to) or CIDR blocks (any port). Throws on a malformed entry.
 */
export function createAddressPolicy(allowPrivate: readonly string[]): AddressPolicy {
  const hosts = new Set(allowPrivate.filter((entry) => !entry.includes('/')).map(hostAndPort));
  const blocks = allowPrivate.filter((entry) => entry.includes('/')).map(ipaddr.parseCIDR);

  return ({ host, address, port }) => {
    if (hosts.has(`${host}:${port}`) || hosts.has(`${address}:${port}`)) return undefined;
    if (isIP(address) === 0) return `leads to ${address}, which is not an address`;
    // Unwraps IPv4 addresses that are mapped into IPv6.
    const plain = ipaddr.process(address);
    if (blocks.some((block) => plain.kind() === block[0].kind() && plain.match(block))) {
      return undefined;
    }
    if (!isPublic(plain)) return `leads to ${address}, which is not a public address`;
    if (insideNames.test(host)) return `has the name ${host}, which means nothing outside a house`;
    return port === 80 || port === 443 ? undefined : `asks for port ${port}, which is not allowed`;
  };
}

/** Names that resolvers of clouds, offices and homes answer for; whatever they answer is not ours. */
const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/i;

/** Only what is handed out for the public; of IPv6 that is 2000::/3, less the transition schemes. */
const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
  address.range() === 'unicast' &&
  (address instanceof ipaddr.IPv4 || address.match(globalUnicast, 3));
const globalUnicast = ipaddr.IPv6.parse('2000::');

/** `[::1]:8080` as `::1:8080`, in lower case. */
function hostAndPort(entry: string): string {
  if (!/^(\[[0-9a-f:.]+\]|[^:[\]\s]+):\d{1,5}$/i.test(entry)) {
    throw new TypeError(`'${entry}' is neither host:port nor a CIDR block`);
  }
  return entry.toLowerCase().replace(/[[\]]/g, '');
}
