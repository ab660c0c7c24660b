import { expect, test } from 'vitest';
import type { Release, SiteObject } from '../../../../src/shared/archive/publication.ts';
import {
  changeOfDeletion,
  changeOfEdition,
  changeOfRelease,
} from '../../../../src/workers/publish/purge/what-to-purge.ts';

const object = (kind: SiteObject['kind'], key: string): SiteObject => ({
  ...{ kind, key, from: 'blobs/0a', contentType: 'text/html', cacheControl: '', metadata: {} },
});
const page = object('page', 'world/flood/index.html');
const release: Release = {
  ...{ schema: 1, storyId: 'flood', revision: 1, pass: 3, numbers: {} },
  objects: [object('asset', '_assets/a.css'), object('media', '_media/ab/w640.webp'), page],
  deletes: [],
  affected: ['home', 'section/world'],
};

test('a story that is published heals a 404 of before, and its page is read back', () => {
  expect(changeOfRelease(release, 'live')).toEqual({
    tags: ['s-flood', 'missing'],
    isUrgent: false,
    expectations: [{ finds: 'page', key: 'world/flood/index.html', sha256: '0a', rev: 3 }],
    story: { storyId: 'flood', pass: 3 },
  });
});

test('a story that is taken down goes from its fronts at once, too', () => {
  const { tags, isUrgent } = changeOfRelease(release, 'withdrawn');
  expect(tags).toEqual(['s-flood', 'missing', 'l-home', 'l-section-world']);
  expect(isUrgent).toBe(true);
});

test('pictures that are deleted are purged, and looked for, at once', () => {
  const gone = ['w640', 'w960'].map((name) => object('media', `_media/ab/${name}.webp`));
  const change = changeOfDeletion(release, gone);
  expect(change).toMatchObject({ tags: ['s-flood', 'm-ab'], isUrgent: true });
  expect(change.expectations).toEqual(gone.map(({ key }) => ({ finds: 'nothing', key })));
});

test('a front is purged with its edition, and the 404 page with what it was shown for', () => {
  expect(changeOfEdition({ front: 'section/world' }, []).tags).toEqual(['l-section-world']);
  expect(changeOfEdition({ front: 'site' }, []).tags).toEqual(['l-site', 'missing']);
  const isHard = (front: string) => changeOfEdition({ front }, []).isHard ?? false;
  expect(['home', 'tag/rivers', 'search', 'month/2026-11'].map(isHard)).toEqual([
    ...[false, false, true, true],
  ]);
});

test('a block of the search index, which edges keep for long, is purged when it is put anew', () => {
  const files = ['l-search-3', 'l-search-3', 'l-search'].map((tag, at) => ({
    ...object('feed', `search/3/${at}.json`),
    metadata: { 'cache-tag': tag },
  }));
  expect(changeOfEdition({ front: 'search' }, files).tags).toEqual(['l-search', 'l-search-3']);
});
