import type { CdnOf } from '../../../shared/cdn/cdn-settings.ts';
import type { Purger } from './purger.ts';
import { vendorClient } from './vendor-client.ts';

const API = 'https://api.fastly.com';

/** Purges by surrogate key; the edge copies the tags from the objects into Surrogate-Key. */
export function fastlyPurger(
  { service, collectMs = 200 }: CdnOf<'fastly'>,
  { token = '', api = API }: { readonly token: string | undefined; readonly api?: string },
): Purger {
  const client = vendorClient('Fastly');
  return {
    name: 'Fastly',
    knowsSoft: true,
    // A key of 1,024 bytes is the longest it takes, and 256 of them at once.
    most: { tags: 256, bytes: 64 * 1024 },
    rate: { perSecond: 10, burst: 50 },
    collectMs,
    settleMs: 1000,
    async purge(tags, manner) {
      await client.ask(api, {
        method: 'POST',
        path: `/service/${service}/purge`,
        headers: {
          'fastly-key': token,
          accept: 'application/json',
          'content-type': 'application/json',
          ...(manner === 'soft' && { 'fastly-soft-purge': '1' }),
        },
        body: JSON.stringify({ surrogate_keys: tags }),
      });
    },
    close: () => client.close(),
  };
}
