import { checkedUrl } from '../../shared/web/checked-url.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import { openWebClient, type WebLimits, type WebOptions } from '../../shared/web/web-client.ts';
import { createGate, createGates } from './gate.ts';
import { UnusablePicture } from './unusable-picture.ts';

/** Fetches a picture. Throws `UnusablePicture`, or the signal's reason once it is aborted. */
export type FetchOriginal = (address: string, signal: AbortSignal) => Promise<Buffer>;

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

const picture = { headers: { accept: 'image/jpeg,image/png,image/webp,image/*;q=0.8' } };

/** Opens a fetcher with its own connections. */
export function createFetcher({ limits: given, ...options }: FetchOptions): Fetcher {
  const limits = { ...usualLimits, ...given };
  const web = openWebClient(limits, options);
  const atHost = createGates(limits.perHost);
  const overall = createGate(limits.overall);
  return {
    async fetchOriginal(address, signal) {
      try {
        const url = checkedUrl(address);
        const { body } = await atHost(url.host, () => overall(() => web.ask(url, picture, signal)));
        return body;
      } catch (error) {
        if (!(error instanceof FailedRequest)) throw error;
        const { message, transient } = error;
        throw new UnusablePicture(message, { transient, cause: error });
      }
    },
    close: () => web.close(),
  };
}
