import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import { FailedRequest } from './failed-request.ts';

/** `dns.lookup`, as far as we use it. */
export type LookupAll = (
  host: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardedAgentOptions {
  readonly policy: AddressPolicy;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Milliseconds; also the longest silence within a body. */
  readonly headersTimeout: number;
  readonly lookup?: LookupAll;
}

/**
 * An agent that connects only where the policy admits. The address that is checked is the one that
 * is connected to, so a name that changes its address between two look-ups gains nothing.
 */
export function createGuardedAgent(options: GuardedAgentOptions): Agent {
  const { policy, connectTimeout, headersTimeout, lookup = systemLookup } = options;
  return new Agent({
    headersTimeout,
    bodyTimeout: headersTimeout,
    keepAliveTimeout: 1_000,
    connect(target, callback) {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
      const check = (address: string) => policy({ host, address, port });
      // Node asks no lookup function for a host that is an address already.
      const refused = isIP(host) ? check(host) : undefined;
      if (refused !== undefined) return callback(new FailedRequest(refused), null);

      const connect = buildConnector({
        timeout: connectTimeout,
        lookup: admittedOnly(lookup, check),
      });
      connect(target, (...[error, socket]) => {
        if (error) return callback(error, null);
        const reason = check(socket.remoteAddress ?? '');
        if (reason === undefined) return callback(null, socket);
        socket.destroy();
        callback(new FailedRequest(reason), null);
      });
    },
  });
}

/** A lookup function that keeps only admitted addresses, and fails where none is left. */
function admittedOnly(
  lookup: LookupAll,
  check: (address: string) => string | undefined,
): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const admitted = addresses.filter(({ address }) => check(address) === undefined);
      const [first] = admitted;
      if (first === undefined) {
        const reason = check(addresses[0]?.address ?? '') ?? 'leads nowhere';
        return callback(new FailedRequest(reason), []);
      }
      if (options.all) callback(null, admitted);
      else callback(null, first.address, first.family);
    });
  };
}
