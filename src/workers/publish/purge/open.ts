import { type Cdn, checkToken } from '../../../shared/cdn/cdn-settings.ts';
import type { Services } from '../../../shared/services.ts';
import type { Purger } from './purger.ts';
import { noPurges, openPurges, type Purges } from './purges.ts';
import { openReadBack } from './read-back.ts';

/** What `cdn` in site.yaml says, with the secret of the environment. Throws where that is missing. */
export async function openPurgesOf(services: Services): Promise<Purges> {
  const { newsroom, config, archive, site, publicUrl, purgeFigures, log } = services;
  const { cdn } = newsroom.site;
  if (cdn === undefined) return noPurges;
  return openPurges({
    ...{ archive: archive.store, purgeFronts: cdn.purgeFronts, figures: purgeFigures, log },
    purger: await openPurger(cdn, config.cdnToken),
    readBack: cdn.verify ? openReadBack(publicUrl, site) : undefined,
  });
}

/** Loads the vendor's adapter alone: the AWS SDK's credentials take 0.1 s. */
async function openPurger(cdn: Cdn, token: string | undefined): Promise<Purger | undefined> {
  checkToken(cdn, token);
  switch (cdn.vendor) {
    case 'none':
      return undefined;
    case 'cloudfront':
      return (await import('./cloudfront.ts')).cloudFrontPurger(cdn);
    case 'varnish':
      return (await import('./varnish.ts')).varnishPurger(cdn, { token });
    case 'fastly':
      return (await import('./fastly.ts')).fastlyPurger(cdn, { token });
    case 'cloudflare':
      return (await import('./cloudflare.ts')).cloudflarePurger(cdn, { token });
  }
}
