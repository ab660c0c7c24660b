import { LRUCache } from 'lru-cache';
import type { PublishStage } from '../../queues/stage.ts';
import { renditionKeys } from '../../shared/archive/publication.ts';
import { isCanary } from '../../shared/canary.ts';
import type { Services } from '../../shared/services.ts';
import { dirtOf } from './dirt-of.ts';
import { publish } from './publish.ts';
import { publishEdition } from './publish-edition.ts';
import type { PublishTools } from './publish-tools.ts';
import { retire } from './retire.ts';

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
    now: Date.now,
  };
  return {
    publish: (trip) => publish(trip, tools),
    async list(release, { source, card, live }) {
      const dirt = dirtOf(release, pageSize);
      if (card === null || live === null) {
        await catalogue.remove(release.storyId, release.affected, dirt);
        return;
      }
      const { fronts } = live;
      // Redis may have been emptied, and rebuilt from the heads, since they were put.
      await catalogue.addMediaUses(release.storyId, renditionKeys(release.objects));
      if (isCanary({ source })) return;
      const listing = { fronts, numbers: release.numbers, former: release.affected };
      await catalogue.list(card, listing, dirt);
    },
    retire: (release) => retire(release, tools),
    async edition({ front, edition = 0 }) {
      const document = await archive.edition(front, edition);
      if (document === undefined) throw new RangeError(`${front} has no edition ${edition}`);
      return publishEdition(document, tools);
    },
  };
}
