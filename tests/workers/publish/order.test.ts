import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SiteObject } from '../../../src/shared/archive/publication.ts';
import type { PublishTools } from '../../../src/workers/publish/publish-tools.ts';
import { putRelease } from '../../../src/workers/publish/put-release.ts';
import { STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

/** As a release may list them: what is put is put in another order. */
const listed: readonly (readonly [SiteObject['kind'], string])[] = [
  ['redirect', 'world/old/index.html'],
  ['page', 'world/new/index.html'],
  ['media', '_media/a/w640.webp'],
  ['media', '_media/a/w1280.webp'],
  ['asset', '_assets/a.css'],
];
const inOrder = ['asset', 'media', 'media', 'page', 'redirect'];

class Killed extends Error {}

/** Puts the release and is killed before one of its writes; tells what readers have then. */
async function putUntil(kill: number): Promise<string[]> {
  const objects = await Promise.all(
    listed.map(async ([kind, key]): Promise<SiteObject> => {
      const from = `blobs/${key.replaceAll('/', '-')}`;
      await stores.archive.store.put(from, key, { contentType: 'text/plain' });
      return { ...{ key, kind, from, contentType: 'text/html', cacheControl: '', metadata: {} } };
    }),
  );
  let writes = 0;
  const { store } = stores.archive;
  const archive = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'transfer') {
          writes += 1;
          if (writes > kill) throw new Killed();
        }
        return Reflect.apply(value, target, given);
      };
    },
  });
  const putter = { archive, site: stores.site, assets: new Set<string>(), put: new Map() };
  const catalogue = { addMediaUses: async () => {} } as unknown as PublishTools['catalogue'];
  const release = {
    ...{ schema: 1, storyId: STORY_ID, revision: 1, pass: 3, objects: [...objects] },
    ...{ deletes: [], affected: [], numbers: {} },
  } as const;
  const attempt = putRelease({ ...release, schema: 1 }, { catalogue, putter }, () => false);
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  const there = await Promise.all(
    listed.map(async ([kind, key]) => ((await stores.site.head(key)) === undefined ? [] : [kind])),
  );
  return there.flat();
}

describe('a release is put in order', () => {
  test('whenever it is killed: no page without its pictures, no redirect without its page', async () => {
    for (let kill = 0; kill < listed.length; kill += 1) {
      await stores.remove();
      stores = await temporaryStores();
      const there = await putUntil(kill);
      expect([kill, there.length <= kill]).toEqual([kill, true]);
      const latest = Math.max(0, ...there.map((kind) => inOrder.indexOf(kind)));
      for (const earlier of inOrder.slice(0, latest)) {
        if (earlier !== inOrder[latest]) expect(there).toContain(earlier);
      }
      if (there.includes('page')) expect(there.filter((kind) => kind === 'media')).toHaveLength(2);
      // The next run does what is left.
      expect([...(await putUntil(listed.length * 2))].sort()).toEqual([...inOrder].sort());
    }
  });
});
