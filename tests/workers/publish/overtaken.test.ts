import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../../src/shared/archive/open-pass.ts';
import { endPass } from '../../../src/shared/archive/passes.ts';
import type { Catalogue } from '../../../src/shared/catalogue/catalogue.ts';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import { type PrivateRedis, privateRedis } from '../../support/private-redis.ts';
import { anOpening } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';
import { Killed, openPressRoom, type PressRoom } from './support/press-room.ts';

const flood = 'floodstoryfloodstory';
const page = `world/${flood}/index.html`;
const [old, fresh] = ['_media/0a/w640-q75.webp', '_media/0b/w640-q75.webp'];

let server: PrivateRedis;
let client: Redis;
let stores: TemporaryStores;
let catalogue: Catalogue;
let room: PressRoom;
/** Done once, before the first change whose name begins so. */
let meanwhile: { before: string; happens: () => Promise<unknown> } | undefined;
beforeAll(async () => {
  server = await privateRedis();
  client = new Redis(server.url.slice('unix:'.length));
});
beforeEach(async () => {
  meanwhile = undefined;
  stores = await temporaryStores();
  await client.flushall();
  catalogue = redisCatalogue(client);
  await (await catalogue.startRebuild())?.finish();
  room = await openPressRoom({
    ...{ stores, catalogue },
    async beforeChange(what) {
      if (meanwhile === undefined || !what.startsWith(meanwhile.before)) return;
      const { happens } = meanwhile;
      meanwhile = undefined;
      await happens();
    },
  });
});
afterEach(() => stores.remove());
afterAll(async () => {
  client.disconnect();
  await server.close();
});

/** A newer revision comes, and its pass ends at once. */
async function comes(state: 'held' | 'withdrawn'): Promise<void> {
  const archive = stores.reopened();
  const { document } = (await openPass(archive, flood, (head) => {
    const opening = anOpening({ storyId: flood });
    return { ...opening, head: { ...opening.head, ...head, storyId: flood } };
  })) as Opened;
  await endPass(archive, document, { state, because: [] });
}

const headNow = async () => (await stores.reopened().head(flood))?.head;
/** Its page is the last that a first publication puts. */
const pageIsPut = `transfer ${keys.blob('')}`;

test('a story that is held while its first page is put has no page left in the site', async () => {
  meanwhile = { before: pageIsPut, happens: () => comes('held') };
  await room.publish(flood, []);
  expect((await headNow())?.ended?.state).toBe('held');
  expect(await room.readable(page)).toEqual([]);
});

test('a story that is killed while its first page is put leaves nothing in the site', async () => {
  meanwhile = { before: pageIsPut, happens: () => comes('withdrawn') };
  await room.publish(flood, [old]);
  expect(await room.readable(page, old)).toEqual([]);
});

test('a picture that was replaced goes, though a newer revision is held meanwhile', async () => {
  await room.publish(flood, [old]);
  meanwhile = { before: 'list', happens: () => comes('held') };
  await room.publish(flood, [fresh]);
  expect((await headNow())?.ended?.state).toBe('held');
  expect(await room.readable(page, old, fresh)).toEqual([page, fresh]);
});

test('pictures of a withdrawn story go, though a newer revision is held meanwhile', async () => {
  await room.publish(flood, [old]);
  meanwhile = {
    before: `delete ${old}`,
    async happens() {
      await comes('held');
      throw new Killed();
    },
  };
  await expect(room.publish(flood, null)).rejects.toThrow(Killed);
  expect(await room.readable(old)).toEqual([old]);
  await room.work(flood, 2, 2);
  expect(await room.readable(old)).toEqual([]);
});

test('a story that is withdrawn before it was listed is on no front afterwards', async () => {
  meanwhile = { before: 'list', happens: () => room.publishNext(flood, null) };
  await room.publish(flood, []);
  expect((await headNow())?.ended?.state).toBe('withdrawn');
  expect(await catalogue.isListed(flood)).toBe(false);
  expect(await catalogue.newest('home', 9)).toEqual([]);
});

test('a picture that a killed run put goes, though the story is held as the next run begins', async () => {
  const itsPage = createHash('sha256').update('page 1').digest('hex');
  const killed = () => Promise.reject(new Killed());
  meanwhile = { before: `transfer ${keys.blob(itsPage)}`, happens: killed };
  await expect(room.publish(flood, [old])).rejects.toThrow(Killed);
  expect(await room.readable(old)).toEqual([old]);
  meanwhile = { before: 'assignNumbers', happens: () => comes('held') };
  await room.work(flood, 1, 1);
  expect((await headNow())?.ended?.state).toBe('held');
  expect(await room.readable(old)).toEqual([]);
});
