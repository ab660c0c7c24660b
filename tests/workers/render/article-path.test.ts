import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { basePath, reservePath, staysAt } from '../../../src/workers/render/article-path.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const subject = { section: 'world', slug: 'flood', storyId: 'abcdefghijklmnop', day: '2026-11-22' };

describe('the path of an article', () => {
  it('has section, day and slug', () => {
    expect(basePath(subject)).toBe('/world/2026/11/22/flood/');
  });

  it.each(['', '../x', 'a/b', 'a b', '-'])('for the slug "%s" is named by the story', (slug) => {
    expect(basePath({ ...subject, slug })).toBe('/world/2026/11/22/story-abcdefgh/');
  });

  it('stays where it is for the same slug, numbered or not, and not for another', () => {
    const base = basePath(subject);
    expect(staysAt('/world/2026/11/22/flood-2/', base, 's')).toBe(true);
    expect(staysAt(base, base, 's')).toBe(true);
    expect(staysAt('/world/2026/11/22/flood-of-money/', base, 's')).toBe(false);
  });
});

describe('reserving a path', () => {
  let stores: TemporaryStores;
  beforeEach(async () => {
    stores = await temporaryStores();
  });
  afterEach(() => stores.remove());

  const reserve = (storyId: string) =>
    reservePath(stores.archive.store, basePath(subject), storyId);

  it('gives two stories of one slug two addresses, and each its own again', async () => {
    expect(await reserve('one')).toBe('/world/2026/11/22/flood/');
    expect(await reserve('two')).toBe('/world/2026/11/22/flood-2/');
    expect(await reserve('three')).toBe('/world/2026/11/22/flood-3/');
    expect(await reserve('two')).toBe('/world/2026/11/22/flood-2/');
  });

  it('gives no two of many at once the same', async () => {
    const ids = Array.from({ length: 25 }, (_, at) => `story${at}`);
    const paths = await Promise.all(ids.map(reserve));
    expect(new Set(paths).size).toBe(25);
    expect(paths.some((path) => path.endsWith('/flood-20/'))).toBe(true);
    expect(paths.filter((path) => /flood-story\d+\/$/.test(path))).toHaveLength(5);
  });
});
