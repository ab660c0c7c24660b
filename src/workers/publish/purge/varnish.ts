import type { CdnOf } from '../../../shared/cdn/cdn-settings.ts';
import type { Purger } from './purger.ts';
import { vendorClient } from './vendor-client.ts';

/**
 * Purges by the keys of the xkey module, as deploy/edge/varnish.vcl takes them. Every host keeps
 * copies of its own: one that does not answer fails the purge, and all are told again.
 * @param token what the hosts ask for beside a known address, where they do
 */
export function varnishPurger(
  { hosts, collectMs = 50 }: CdnOf<'varnish'>,
  { token }: { readonly token: string | undefined },
): Purger {
  const client = vendorClient('Varnish');
  return {
    name: 'Varnish',
    knowsSoft: true,
    // It takes header lines of 8 kB.
    most: { tags: 200, bytes: 6000 },
    rate: { perSecond: 50, burst: 100 },
    collectMs,
    settleMs: 500,
    async purge(tags, manner) {
      const headers = {
        [manner === 'hard' ? 'xkey-purge' : 'xkey-softpurge']: tags.join(' '),
        ...(token !== undefined && { 'x-purge-token': token }),
      };
      const told = await Promise.allSettled(
        hosts.map((host) =>
          client.ask(new URL(host).origin, { method: 'PURGE', path: '/', headers }),
        ),
      );
      const failed = told.find((one) => one.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    close: () => client.close(),
  };
}
