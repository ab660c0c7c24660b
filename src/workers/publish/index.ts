import { LRUCache } from 'lru-cache';
import type { PublishStage } from '../../queues/stage.ts';
import { isCanary } from '../../shared/canary.ts';
import { storeTime } from '../../shared/object-store/store-time.ts';
import type { Services } from '../../shared/services.ts';
import { list } from './list.ts';
import { afterNewer } from './overtaken.ts';
import { publish } from './publish.ts';
import { publishEdition } from './publish-edition.ts';
import type { PublishTools } from './publish-tools.ts';
import { openPurgesOf } from './purge/open.ts';
import { changeOfRelease } from './purge/what-to-purge.ts';
import { askForPages, waitForPages } from './related-pages.ts';
import { retire } from './retire.ts';
import { wholeSite } from './whole-site.ts';

/** Fronts and the newest pages: what is put again and again. */
const LAST_PUTS = 2000;

export async function open(services: Services): Promise<PublishStage> {
  const { archive, site, catalogue, publicUrl, newsroom } = services;
  const { pageSize } = newsroom.site;
  const tools: PublishTools = {
    ...{ archive, site, catalogue, publicUrl, pageSize },
    putter: {
      ...{ archive: archive.store, site, assets: new Set() },
      put: new LRUCache({ max: LAST_PUTS }),
    },
    purges: await openPurgesOf(services),
    now: Date.now,
    storeTime: () => storeTime(archive.store),
  };
  return {
    publish: (trip) => publish(trip, tools),
    list: (release, head) => list(release, head, tools),
    purge: ({ release, verdict }) => tools.purges.owe(changeOfRelease(release, verdict)),
    async askForPages({ release, head }) {
      if (!isCanary(head)) await askForPages(release, head, tools);
    },
    async retire({ release, head }) {
      if (release.deletes.length === 0) return;
      afterNewer(release, head);
      await waitForPages(release, head, tools);
      await retire(release, tools);
    },
    whole: wholeSite(tools),
    async edition({ front, edition = 0 }) {
      const document = await archive.edition(front, edition);
      // Taken away behind a newer one; what it would have cleaned is still dirty, and asked for.
      if (document === undefined) return 'superseded';
      return publishEdition(document, tools);
    },
    close: () => tools.purges.close(),
  };
}
