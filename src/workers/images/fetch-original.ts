import { checkedUrl } from '../../shared/web/checked-url.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import { openWebClient, type WebLimits, type WebOptions } from '../../shared/web/web-client.ts';
import { createGate, createGates } from './gate.ts';
import { UnusablePicture } from './unusable-picture.ts';

/** What a server calls the state of a picture, to be asked whether it is still the same. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** A picture as it came; `unchanged`: it still is what the validators stand for. */
export type Fetched = { readonly body: Buffer; readonly validators: Validators } | 'unchanged';

/**
 * Fetches a picture, on the condition of `known` where that is given. Throws `UnusablePicture`, or
 * the signal's reason once it is aborted.
 */
export type FetchOriginal = (
  address: string,
  signal: AbortSignal,
  known?: Validators,
) => Promise<Fetched>;

interface FetchLimits extends WebLimits {
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

export interface FetchOptions extends WebOptions {
  readonly limits?: Partial<FetchLimits>;
}

export interface Fetcher {
  readonly fetchOriginal: FetchOriginal;
  close(): Promise<void>;
}

/** Opens a fetcher with its own connections. */
export function createFetcher({ limits: given, ...options }: FetchOptions): Fetcher {
  const limits = { ...usualLimits, ...given };
  const web = openWebClient(limits, options);
  const atHost = createGates(limits.perHost);
  const overall = createGate(limits.overall);
  return {
    async fetchOriginal(address, signal, known = {}) {
      try {
        const url = checkedUrl(address);
        const request = requestFor(known);
        const answer = await atHost(url.host, () => overall(() => web.ask(url, request, signal)));
        if (answer.status === 304) return 'unchanged';
        const { etag, 'last-modified': lastModified } = answer.headers;
        return { body: answer.body, validators: { etag, lastModified } };
      } catch (error) {
        if (!(error instanceof FailedRequest)) throw error;
        throw unusable(error);
      }
    },
    close: () => web.close(),
  };
}

function requestFor({ etag, lastModified }: Validators) {
  const isConditional = etag !== undefined || lastModified !== undefined;
  return {
    headers: {
      accept: 'image/jpeg,image/png,image/webp,image/*;q=0.8',
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    },
    isExpected: (status: number) => status === 200 || (isConditional && status === 304),
  };
}

/** A story is often faster than its pictures; stores answer 403, too, for what is not there yet. */
const notThereYet = [403, 404];

function unusable(error: FailedRequest): UnusablePicture {
  const { message, transient, status } = error;
  const mayCome = transient || (status !== undefined && notThereYet.includes(status));
  return new UnusablePicture(message, { transient, mayCome, cause: error });
}
