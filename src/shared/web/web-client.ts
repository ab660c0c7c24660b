import { createAddressPolicy } from './address-policy.ts';
import type { AskOptions, WebAnswer, WebRequest } from './ask.ts';
import { ask } from './ask.ts';
import { printable } from './checked-url.ts';
import { FailedRequest } from './failed-request.ts';
import type { LookupAll } from './guarded-agent.ts';
import { createGuardedAgent } from './guarded-agent.ts';

/** Asks servers that others have named: only where the policy admits, and within bounds. */
export interface WebClient {
  /** Throws `FailedRequest`, or the signal's reason once it is aborted. */
  ask(url: URL, request: WebRequest, signal: AbortSignal): Promise<WebAnswer>;
  close(): Promise<void>;
}

export interface WebLimits {
  /** Of one answer, as received. */
  readonly bytes: number;
  readonly redirects: number;
  /** Milliseconds, like the two below. */
  readonly connect: number;
  /** To the headers of an answer, and between two pieces of its body. */
  readonly headers: number;
  /** All hops and the whole body. */
  readonly total: number;
}

export interface WebOptions {
  /** `host:port` and CIDR blocks that may be reached though they are not public. */
  readonly allowPrivate: readonly string[];
  readonly lookup?: LookupAll;
}

/** Opens a client with its own connections. */
export function openWebClient(limits: WebLimits, { allowPrivate, lookup }: WebOptions): WebClient {
  const agent = createGuardedAgent({
    policy: createAddressPolicy(allowPrivate),
    connectTimeout: limits.connect,
    headersTimeout: limits.headers,
    ...(lookup && { lookup }),
  });
  return {
    async ask(url, request, signal) {
      signal.throwIfAborted();
      const deadline = AbortSignal.timeout(limits.total);
      try {
        const either = AbortSignal.any([signal, deadline]);
        const options = { agent, bytes: limits.bytes, signal: either };
        return await follow({ url, request, redirects: limits.redirects }, options);
      } catch (error) {
        signal.throwIfAborted();
        if (!deadline.aborted) throw error;
        const reason = `took longer than ${limits.total / 1000} s`;
        throw new FailedRequest(reason, { transient: true, cause: error });
      }
    },
    close: () => agent.destroy(),
  };
}

interface Trail {
  readonly url: URL;
  readonly request: WebRequest;
  readonly redirects: number;
}

/** Goes after redirects by hand, so that each address is checked like the first. */
async function follow(trail: Trail, options: AskOptions): Promise<WebAnswer> {
  let { url } = trail;
  for (let hop = 0; hop <= trail.redirects; hop += 1) {
    try {
      const answer = await ask(url, trail.request, options);
      if (!(answer instanceof URL)) return answer;
      url = answer;
    } catch (error) {
      if (hop === 0 || !(error instanceof FailedRequest)) throw error;
      const { transient, status, retryAfter } = error;
      throw new FailedRequest(`is redirected to ${printable(url.href)}, which ${error.message}`, {
        ...{ transient, retryAfter, cause: error },
        ...(status !== undefined && { status }),
      });
    }
  }
  throw new FailedRequest(`is redirected more than ${trail.redirects} times`);
}
