import { createHash } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import type { ObjectStore } from '../../../shared/object-store/object-store.ts';
import { siteAddress } from '../../../shared/site-address.ts';
import type { Expectation } from './purge-debt.ts';

const CONNECT_MS = 3000;
const ANSWER_MS = 5000;
/** A page is far smaller; what is longer is not the page that was put. */
const MOST_BYTES = 8 * 1024 * 1024;

/** How an edge says that there is nothing; a store whose list nobody may see says 403. */
const gone = [404, 410, 403];

/** Looks at the site as readers do. */
export interface ReadBack {
  /** What the edge shows in the place of what is expected; `undefined` where all is well. */
  amiss(expectation: Expectation): Promise<string | undefined>;
  close(): Promise<void>;
}

/** @param publicUrl without a slash at its end */
export function openReadBack(publicUrl: string, site: ObjectStore): ReadBack {
  const agent = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });
  const ask = (method: Dispatcher.HttpMethod, key: string) => {
    const { origin, pathname } = new URL(publicUrl + siteAddress(key));
    return agent.request({ origin, path: pathname, method });
  };

  async function amissOnPage({ key, sha256, rev }: Expectation & { finds: 'page' }) {
    const { statusCode, headers, body } = await ask('GET', key);
    const hash = await hashOf(body);
    const isAsPut = hash === sha256 || Number(headers['x-amz-meta-rev']) >= rev;
    return isAsPut ? undefined : `${key} is not the page that was put (${statusCode})`;
  }

  async function amissWhereNothingIs(key: string) {
    const { statusCode, body } = await ask('HEAD', key);
    await body.dump();
    return gone.includes(statusCode) ? undefined : `${key} is still there (${statusCode})`;
  }

  return {
    async amiss(expectation) {
      const { key } = expectation;
      const isPage = expectation.finds === 'page';
      const found = await (isPage ? amissOnPage(expectation) : amissWhereNothingIs(key)).catch(
        (error: unknown) => `${key} cannot be read: ${String(error)}`,
      );
      if (found === undefined) return undefined;
      // A later pass, or another story with the same picture, has changed the site meanwhile.
      return (await isStillMeant(site, expectation)) ? found : undefined;
    },
    close: () => agent.destroy(),
  };
}

async function isStillMeant(site: ObjectStore, expectation: Expectation): Promise<boolean> {
  const there = await site.head(expectation.key);
  if (expectation.finds === 'nothing') return there === undefined;
  return there?.metadata?.sha === expectation.sha256;
}

async function hashOf(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return undefined;
    hash.update(piece);
  }
  return hash.digest('hex');
}
