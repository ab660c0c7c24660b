import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPass } from '../../src/shared/archive/open-pass.ts';
import { closePass, endPass } from '../../src/shared/archive/passes.ts';
import type { Catalogue } from '../../src/shared/catalogue/catalogue.ts';
import { redisCatalogue } from '../../src/shared/catalogue/redis-catalogue.ts';
import type { Desk } from '../../src/shared/desk/desk.ts';
import { redisDesk } from '../../src/shared/desk/redis-desk.ts';
import { Site } from '../../src/shared/newsroom.ts';
import { catchUp, rebuild } from '../../src/workers/rebuild.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { emptiedRedis } from '../support/emptied-redis.ts';
import { quietLog } from '../support/quiet-log.ts';
import { anOpening, RECEIVED } from '../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { aCard } from './render/support/render-samples.ts';

const redis = emptiedRedis();
const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(20));
const [, forgotten = '', unseen = ''] = ids;
let stores: TemporaryStores;
let desk: Desk;
let catalogue: Catalogue;
let listed: string[];
let desks: Desks;

/** Live on one front, and ended. */
async function liveStory(storyId: string): Promise<void> {
  const opened = await openPass(stores.archive, storyId, () => anOpening({ storyId }));
  if ('stop' in opened) throw new Error('no pass was opened');
  const { document } = opened;
  const card = aCard(1, { storyId });
  const live = {
    ...{ revision: 1, pass: 1, path: card.path, url: card.path, at: RECEIVED },
    ...{ fronts: ['home'], media: [], isComplete: true, related: {} },
  };
  await endPass(stores.archive, document, {
    ...{ state: 'live', because: [] },
    change: (head) => ({ ...head, live, card }),
  });
  await closePass(stores.archive, document);
}

beforeEach(async () => {
  stores = await temporaryStores();
  desk = redisDesk(redis.client);
  listed = [];
  const known = redisCatalogue(redis.client);
  catalogue = {
    ...known,
    async list(card, ...rest) {
      listed.push(card.storyId);
      await known.list(card, ...rest);
    },
  };
  const site = Site.parse({ name: 'Test', sections: [{ slug: 'world', name: 'World' }] });
  desks = {
    services: { archive: stores.archive, desk, catalogue, newsroom: { site }, log: quietLog },
    queues: { resend: async () => true, sendFront: async () => {} },
  } as unknown as Desks;
  Object.assign(desks.services, { meter: { count: () => {} } });
  for (const storyId of ids) await liveStory(storyId);
  await rebuild(desks);
  // What the last second before the crash had written of two of them.
  await catalogue.remove(forgotten, ['home'], []);
  await redis.client.del(`dateline:{desk}:story:${unseen}`);
  listed = [];
});
afterEach(() => stores.remove());

test('after a restart of Redis only what it has forgotten is written again', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000);
  catalogue.wholeAt = async () => inAnHour;
  expect(await catchUp(desks)).toMatchObject({ stories: 3, live: 3 });
  expect(listed.sort()).toEqual([forgotten, unseen]);
  expect((await catalogue.newest('home', 10)).map(({ storyId }) => storyId).sort()).toEqual(ids);
  expect((await desk.find(unseen))?.state).toBe('live');
});

test('what had changed shortly before the restart is written again in any case', async () => {
  await catalogue.noteWhole();
  expect(await catalogue.wholeAt()).toBeInstanceOf(Date);
  await catchUp(desks);
  expect(listed.sort()).toEqual(ids);
});
