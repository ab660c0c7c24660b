import { z } from 'zod';
import type { CdnOf } from '../../../shared/cdn/cdn-settings.ts';
import type { Purger, Rate } from './purger.ts';
import { RefusedPurge, vendorClient } from './vendor-client.ts';

const API = 'https://api.cloudflare.com';

/** Of purges by tag, as of July 2026; they are the account's, not the zone's. */
const rates: Readonly<Record<CdnOf<'cloudflare'>['plan'], Rate>> = {
  free: { perSecond: 5 / 60, burst: 25 },
  pro: { perSecond: 5, burst: 25 },
  business: { perSecond: 10, burst: 50 },
  enterprise: { perSecond: 50, burst: 500 },
};

const Answer = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
});

/** Purges by Cache-Tag; Cloudflare knows no soft purge. */
export function cloudflarePurger(
  { zone, plan, collectMs = 500 }: CdnOf<'cloudflare'>,
  { token = '', api = API }: { readonly token: string | undefined; readonly api?: string },
): Purger {
  const client = vendorClient('Cloudflare');
  return {
    name: 'Cloudflare',
    knowsSoft: false,
    most: { tags: 100, bytes: 16 * 1024 },
    rate: rates[plan],
    collectMs,
    settleMs: 5000,
    async purge(tags) {
      const { text } = await client.ask(api, {
        method: 'POST',
        path: `/client/v4/zones/${zone}/purge_cache`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tags }),
      });
      const answer = Answer.safeParse(asJson(text));
      if (answer.success && answer.data.success) return;
      const why = answer.data?.errors.map(({ code, message }) => `${code} ${message}`).join(', ');
      throw new RefusedPurge(`Cloudflare did not purge: ${why ?? 'its answer cannot be read'}`);
    },
    close: () => client.close(),
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
