import type { Logger } from 'pino';
import { openArchive } from './archive/archive.ts';
import { redisCatalogue } from './catalogue/redis-catalogue.ts';
import { redisPurgeFigures } from './cdn/purge-figures.ts';
import type { Config } from './config.ts';
import { watchDeclaredSources } from './declared-sources.ts';
import { openDeliveries } from './deliveries/deliveries.ts';
import { redisDesk } from './desk/redis-desk.ts';
import { redisReviewDesk } from './desk/redis-review-desk.ts';
import { redisFeeds } from './feeds/redis-feeds.ts';
import { openSubscriptions } from './feeds/subscriptions.ts';
import { redisLikeness } from './likeness/redis-likeness.ts';
import { openLists } from './lists/lists.ts';
import { loadNewsroom, loadSubscribers } from './load-newsroom.ts';
import { measureRedis } from './metrics/measure-redis.ts';
import { measuredStore } from './metrics/measured-store.ts';
import { openMeter } from './metrics/meter.ts';
import { sendFigures } from './metrics/redis-figures.ts';
import { openStore } from './object-store/open-store.ts';
import { sparedStore } from './object-store/spared-store.ts';
import { redisBegun } from './pictures/begun.ts';
import { redisAddressBook } from './pictures/redis-address-book.ts';
import { redisPictures } from './pictures/redis-pictures.ts';
import { connectRedis } from './redis.ts';
import { checkSecretKey, openSeal, siteKeyOf } from './seal.ts';
import type { Services } from './services.ts';
import { openSourceRegistry } from './source-registry.ts';
import { watchDeclaredSubscribers } from './subscribers/declared-subscribers.ts';
import { openSubscribers } from './subscribers/subscriber-registry.ts';
import { openThreads } from './threads/threads.ts';

export interface ServiceSettings {
  readonly config: Config;
  readonly redisUrl: string;
  readonly secretKey: string;
  /** Base of every URL in the site, without a slash at its end. */
  readonly publicUrl: string;
  readonly log: Logger;
}

/**
 * The composition root: chooses adapters from the settings and opens them. Throws BadNewsroom,
 * WrongSecretKey, and Error for a store's address that cannot be used.
 */
export async function openServices(settings: ServiceSettings): Promise<Services> {
  const { config, redisUrl, secretKey, publicUrl, log } = settings;
  const directory = config.newsroomDir;
  const newsroom = await loadNewsroom(directory);
  const standing = await loadSubscribers(directory, newsroom.site);
  const meter = openMeter();
  const open = (name: 'archive' | 'site', url: string) =>
    sparedStore(measuredStore(openStore(url), name, meter), name, log);
  const archive = openArchive(open('archive', config.archiveUrl));
  const site = open('site', config.siteUrl);
  await checkSecretKey(archive.store, secretKey);
  const redis = measureRedis(connectRedis(redisUrl, { profile: 'patient', log }), meter);
  const figures = sendFigures(meter, redis, log);
  const seal = openSeal(secretKey);
  const threads = openThreads();
  return {
    config,
    log,
    newsroom,
    sources: openSourceRegistry({
      declared: watchDeclaredSources({ directory, newsroom, log }),
      archive: archive.store,
      seal,
      log,
    }),
    lists: openLists({ directory, archive: archive.store, log }),
    archive,
    site,
    desk: redisDesk(redis),
    reviewDesk: redisReviewDesk(redis),
    catalogue: redisCatalogue(redis),
    feeds: redisFeeds(redis),
    subscriptions: openSubscriptions(archive.store, seal),
    subscribers: openSubscribers({
      declared: watchDeclaredSubscribers({ directory, site: newsroom.site, standing, log }),
      ...{ archive: archive.store, seal, log },
    }),
    deliveries: openDeliveries(archive.store),
    likeness: redisLikeness(redis),
    pictureAddresses: redisAddressBook(redis),
    pictures: redisPictures(redis),
    begun: redisBegun(redis),
    purgeFigures: redisPurgeFigures(redis),
    meter,
    threads,
    publicUrl,
    secretKey,
    siteKey: siteKeyOf(secretKey),
    async close() {
      await figures.close();
      redis.disconnect();
      await Promise.all([archive.store.close(), site.close(), threads.close()]);
    },
  };
}
