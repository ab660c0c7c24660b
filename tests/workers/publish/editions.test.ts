import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Edition, SiteObject } from '../../../src/shared/archive/publication.ts';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { publishEdition } from '../../../src/workers/publish/publish-edition.ts';
import type { PublishTools } from '../../../src/workers/publish/publish-tools.ts';
import { noPurges } from '../../../src/workers/publish/purge/purges.ts';
import { blobKeeper } from '../../../src/workers/render/blobs.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const redis = emptiedRedis();
let stores: TemporaryStores;
/** Keys in the order in which they were put. */
let puts: string[];
let owed: number;

beforeEach(async () => {
  stores = await temporaryStores();
  puts = [];
  owed = 0;
});
afterEach(() => stores.remove());

/** A publisher of its own, which remembers nothing of what others have put. */
function publisher(): PublishTools {
  const { archive } = stores;
  const site: ObjectStore = {
    ...watched(stores.site),
    async put(key, ...more) {
      const etag = await stores.site.put(key, ...more);
      puts.push(key);
      return etag;
    },
  };
  const owe = async (): Promise<void> => {
    owed += 1;
  };
  const purges = { ...noPurges, owe };
  return {
    ...{ archive, site, publicUrl: 'https://news.example', pageSize: 30, purges },
    catalogue: redisCatalogue(redis.client),
    putter: { archive: archive.store, site, assets: new Set(), put: new Map() },
    now: Date.now,
    storeTime: async () => new Date(),
  };
}

/** All methods of a store, bound: they lie on its class. */
const watched = (store: ObjectStore): ObjectStore => ({
  put: store.put.bind(store),
  get: store.get.bind(store),
  head: store.head.bind(store),
  list: store.list.bind(store),
  delete: store.delete.bind(store),
  transfer: store.transfer.bind(store),
  close: store.close.bind(store),
});

/** An edition of the home page with these texts, by key; rendered after the last one begun. */
async function rendered(texts: Readonly<Record<string, string>>, more = {}): Promise<Edition> {
  const keep = blobKeeper(stores.archive.store);
  const header = { contentType: 'text/html', cacheControl: 'max-age=30', metadata: {} };
  const objects = await Promise.all(
    Object.entries(texts).map(
      async ([key, text]): Promise<SiteObject> => ({
        ...{ key, kind: 'page', ...header, ...more },
        from: await keep(Buffer.from(text), { key: 'a', contentType: 'text/html', kind: 'page' }),
      }),
    ),
  );
  const numbers = await redisCatalogue(redis.client).nextEdition('home');
  const at = new Date().toISOString();
  const edition: Edition = {
    ...{ schema: 1, front: 'home', ...numbers, marks: {}, sealed: 0, objects, at },
  };
  await stores.archive.putEdition(edition);
  return edition;
}

const textAt = async (key: string) => (await stores.site.get(key))?.body.toString();

describe('an edition of a front', () => {
  test('puts what has changed since the one before, and nothing else', async () => {
    const tools = publisher();
    expect(await publishEdition(await rendered({ a: '1', b: '1' }), tools)).toBe('live');
    expect(await publishEdition(await rendered({ a: '1', b: '2' }), tools)).toBe('live');
    expect(puts).toEqual(['a', 'b', 'b']);
    expect(owed).toBe(2);
  });

  test('that is as the one before puts and purges nothing', async () => {
    await publishEdition(await rendered({ a: '1' }), publisher());
    expect(await publishEdition(await rendered({ a: '1' }), publisher())).toBe('unchanged');
    expect(puts).toEqual(['a']);
    expect(owed).toBe(1);
  });

  test('puts what differs in its header alone', async () => {
    const tools = publisher();
    await publishEdition(await rendered({ a: '1' }), tools);
    await publishEdition(await rendered({ a: '1' }, { cacheControl: 'no-store' }), tools);
    expect((await stores.site.head('a'))?.cacheControl).toBe('no-store');
  });

  test('puts everything where the one before has not been put: it may still come', async () => {
    const first = await rendered({ home: 'without' });
    await publishEdition(first, publisher());
    const slow = await rendered({ home: 'with the story' });
    await rendered({ home: 'without' });
    const last = await rendered({ home: 'without' });
    expect(await publishEdition(last, publisher())).toBe('live');
    expect(await publishEdition(slow, publisher())).toBe('superseded');
    expect(await textAt('home')).toBe('without');
  });

  test('puts everything after one that was overtaken', async () => {
    await stores.site.put(
      'a',
      'newer',
      { contentType: 'text/html', metadata: { rev: `${Date.now() * 2}` } },
      {},
    );
    await publishEdition(await rendered({ a: '1', b: '1' }), publisher());
    await publishEdition(await rendered({ a: '1', b: '1' }), publisher());
    expect(puts.filter((key) => key === 'b')).toHaveLength(2);
  });

  test('puts what somebody has taken out of the site', async () => {
    const tools = publisher();
    await publishEdition(await rendered({ a: '1', b: '1' }), tools);
    await stores.site.delete('a');
    expect(await publishEdition(await rendered({ a: '1', b: '1' }), tools)).toBe('live');
    expect(await textAt('a')).toBe('1');
  });

  test('tells the edge again where the run that put it was killed before it could', async () => {
    await publishEdition(await rendered({ a: '1' }), publisher());
    await stores.site.delete('a');
    const edition = await rendered({ a: '1' });
    const killed = { ...noPurges, owe: () => Promise.reject(new Error('killed')) };
    await expect(publishEdition(edition, { ...publisher(), purges: killed })).rejects.toThrow();
    owed = 0;
    expect(await publishEdition(edition, publisher())).toBe('live');
    expect(owed).toBe(1);
  });

  test('puts everything once Redis has been emptied', async () => {
    await publishEdition(await rendered({ a: '1' }), publisher());
    await redis.client.flushall();
    await publishEdition(await rendered({ a: '1' }), publisher());
    expect(puts).toEqual(['a', 'a']);
  });
});
