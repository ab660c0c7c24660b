import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkEdge, entriesOf } from '../../../src/server/desk/story/edge-check.ts';
import { type RunningEdge, startEdge } from '../../../src/server/edge.ts';
import type { SiteObject } from '../../../src/shared/archive/publication.ts';
import { STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
let edge: RunningEdge;
beforeEach(async () => {
  stores = await temporaryStores();
  edge = await startEdge(stores.site, { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await edge.close();
  await stores.remove();
});

const object = (
  key: string,
  kind: SiteObject['kind'],
  metadata: SiteObject['metadata'] = {},
): SiteObject => ({
  ...{ key, kind, metadata, from: `blobs/${key}`, cacheControl: 'no-cache' },
  contentType: 'text/html; charset=utf-8',
});
const put = ({ key, metadata, contentType }: SiteObject) =>
  stores.site.put(key, '<p>Text</p>', { contentType, metadata });
const release = (objects: SiteObject[], deletes: SiteObject[] = []) =>
  entriesOf({
    ...{ schema: 1, storyId: STORY_ID, revision: 1, pass: 2 },
    ...{ objects, deletes, affected: [], numbers: {} },
  });

async function asItShouldBe(entries: ReturnType<typeof release>): Promise<Record<string, boolean>> {
  const answers = await checkEdge({ site: stores.site, publicUrl: edge.url }, entries);
  return Object.fromEntries(answers.map(({ key, isAsItShouldBe }) => [key, isAsItShouldBe]));
}

test('a page and the redirects of its former addresses are as they should be', async () => {
  const page = object('world/new/index.html', 'page');
  const former = object('world/old/index.html', 'redirect', {
    ...{ status: '301', location: '/world/new/' },
  });
  await Promise.all([page, former].map(put));
  expect(await asItShouldBe(release([page, former]))).toEqual({
    'world/new/index.html': true,
    'world/old/index.html': true,
  });
});

test('a withdrawn story is off the site when its page says so and its pictures are gone', async () => {
  const tombstone = object('world/gone/index.html', 'page', { status: '410' });
  const picture = object('_media/0a/w640.jpg', 'media');
  const kept = object('_media/0b/w640.jpg', 'media');
  await Promise.all([tombstone, kept].map(put));
  expect(await asItShouldBe(release([tombstone], [picture, kept]))).toEqual({
    'world/gone/index.html': true,
    '_media/0a/w640.jpg': true,
    '_media/0b/w640.jpg': false,
  });
});

test('a page that the store lacks, or that the edge still shows after its withdrawal, stands out', async () => {
  const lacking = object('world/lacking/index.html', 'page');
  const shown = object('world/shown/index.html', 'page');
  await put(shown);
  const wanted = object('world/shown/index.html', 'page', { status: '410' });
  expect(await asItShouldBe(release([lacking, wanted]))).toEqual({
    'world/lacking/index.html': false,
    'world/shown/index.html': false,
  });
});
