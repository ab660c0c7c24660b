import { createAddressPolicy } from './address-policy.ts';
import type { AskOptions } from './ask.ts';
import { ask } from './ask.ts';
import { createGate, createGates } from './gate.ts';
import type { LookupAll } from './guarded-agent.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import { UnusablePicture } from './unusable-picture.ts';
import { checkedUrl, printable } from './web-address.ts';

/** Fetches a picture. Throws `UnusablePicture`, or the signal's reason once it is aborted. */
export type FetchOriginal = (address: string, signal: AbortSignal) => Promise<Buffer>;

interface FetchLimits {
  /** Of one picture, as received. */
  readonly bytes: number;
  readonly redirects: number;
  /** Milliseconds, like the two below. */
  readonly connect: number;
  /** To the headers of an answer, and between two pieces of its body. */
  readonly headers: number;
  /** All hops and the whole body. */
  readonly total: number;
  /** Pictures at once, by host and over all: one slow host does not stop the others. */
  readonly perHost: number;
  readonly overall: number;
}

const usualLimits: FetchLimits = {
  bytes: 25_000_000,
  redirects: 3,
  connect: 3_000,
  headers: 5_000,
  total: 15_000,
  perHost: 4,
  overall: 8,
};

export interface FetchOptions {
  /** `host:port` and CIDR blocks that may be reached though they are not public. */
  readonly allowPrivate: readonly string[];
  readonly limits?: Partial<FetchLimits>;
  readonly lookup?: LookupAll;
}

export interface Fetcher {
  readonly fetchOriginal: FetchOriginal;
  close(): Promise<void>;
}

/** Opens a fetcher with its own connections. */
export function createFetcher({ allowPrivate, limits: given, lookup }: FetchOptions): Fetcher {
  const limits = { ...usualLimits, ...given };
  const agent = createGuardedAgent({
    policy: createAddressPolicy(allowPrivate),
    connectTimeout: limits.connect,
    headersTimeout: limits.headers,
    ...(lookup && { lookup }),
  });
  const atHost = createGates(limits.perHost);
  const overall = createGate(limits.overall);

  const withinDeadline = async (url: URL, signal: AbortSignal) => {
    signal.throwIfAborted();
    const deadline = AbortSignal.timeout(limits.total);
    try {
      const options = { agent, bytes: limits.bytes, signal: AbortSignal.any([signal, deadline]) };
      return await follow(url, limits.redirects, options);
    } catch (error) {
      signal.throwIfAborted();
      if (!deadline.aborted) throw error;
      const reason = `took longer than ${limits.total / 1000} s`;
      throw new UnusablePicture(reason, { transient: true, cause: error });
    }
  };

  return {
    fetchOriginal: async (address, signal) => {
      const url = checkedUrl(address);
      return atHost(url.host, () => overall(() => withinDeadline(url, signal)));
    },
    close: () => agent.destroy(),
  };
}

/** Goes after redirects by hand, so that each address is checked like the first. */
async function follow(first: URL, redirects: number, options: AskOptions): Promise<Buffer> {
  let url = first;
  for (let hop = 0; hop <= redirects; hop += 1) {
    try {
      const answer = await ask(url, options);
      if (Buffer.isBuffer(answer)) return answer;
      url = answer;
    } catch (error) {
      if (hop === 0 || !(error instanceof UnusablePicture)) throw error;
      throw new UnusablePicture(`is redirected to ${printable(url.href)}, which ${error.message}`, {
        transient: error.transient,
        cause: error,
      });
    }
  }
  throw new UnusablePicture(`is redirected more than ${redirects} times`);
}
