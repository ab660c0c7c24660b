import { afterEach, beforeEach, expect, test } from 'vitest';
import { DecisionDocument } from '../../../src/shared/archive/decision-document.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { ImagesResult } from '../../../src/shared/archive/pictures.ts';
import { RenderResult } from '../../../src/shared/archive/publication.ts';
import { MediaRecord } from '../../../src/workers/images/media-record.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const storyId = 'aaaaaaaaaaaaaaaaaaaa';
const at = '2026-11-22T10:00:00.000Z';

/** As the first version of Dateline wrote them: with none of the fields that came later. */
const image = {
  ...{ id: '1', sha256: 'ab12', width: 640, height: 480, placeholder: 'data:', rightsClass: '' },
  ...{ dominant: '#335577', renditions: [rendition()] },
};
const object = {
  ...{ key: 'world/a/index.html', from: 'blobs/ab', kind: 'page', contentType: 'text/html' },
  ...{ cacheControl: 'no-store', metadata: {} },
};
const card = {
  ...{ storyId, headline: 'Flood', description: '', path: '/world/a/', section: 'world' },
  ...{ keywords: [], language: 'en', authors: [], firstPublished: at, modified: at },
};
const stage = { schema: 1, storyId, revision: 1, pass: 1, because: [], findings: [], at };
const work = { ms: 1, waitMs: 0, attempt: 1 };
const documents: Readonly<Record<string, object>> = {
  [keys.head(storyId)]: {
    ...{ schema: 1, storyId, source: 'wire', externalId: 'a', headline: 'Flood', revision: 1 },
    ...{ slug: 'a', pass: 1, trigger: 'revision', contentHash: 'h', wanted: 'live' },
    order: { received: at, submissionId: 's' },
    ended: { state: 'live', at, because: [] },
    live: {
      ...{ revision: 1, pass: 1, path: '/world/a/', url: 'https://news.example/world/a/', at },
      ...{ fronts: ['home'], media: [], isComplete: true },
    },
    ...{ firstPublished: at, formerPaths: [], numbers: { home: 1 }, card },
  },
  [keys.revision(storyId, 1)]: {
    ...{ schema: 1, storyId, revision: 1, source: 'wire', externalId: 'a', submissionId: 's' },
    ...{ headline: 'Flood', slug: 'a', section: 'world', keywords: [], language: 'en' },
    ...{ body: '<p>a</p>', submittedBody: '<p>a</p>', removed: [], authors: [], corrections: [] },
    ...{ images: [{ id: '1', role: 'lead', url: 'https://a.example/1.jpg' }] },
    ...{ notes: [], received: at },
  },
  [keys.stage(storyId, 1, 'images')]: {
    ...{ ...stage, ...work, stage: 'images', verdict: 'ready' },
    result: { images: [image], missing: [{ id: '2', reason: 'gone' }], complete: true },
  },
  [keys.stage(storyId, 1, 'render')]: {
    ...{ ...stage, ...work, stage: 'render', verdict: 'rendered' },
    result: { path: '/world/a/', objects: [object], card, fronts: ['home'] },
  },
  [keys.release(storyId, 1)]: {
    ...{ schema: 1, storyId, revision: 1, pass: 1, objects: [object], deletes: [] },
    ...{ affected: ['home'], numbers: { home: 1 } },
  },
  [keys.edition('home', 1)]: {
    ...{ schema: 1, front: 'home', edition: 1, marks: {}, sealed: 0, objects: [object], at },
  },
  [keys.decision(storyId, 2)]: {
    ...{ schema: 1, pass: 2, at, action: 'release', storyId, revision: 1, reason: 'ok', by: 'a' },
  },
  [keys.renditions('ab12')]: {
    ...{ schema: 1, sha256: 'ab12', mediaType: 'image/jpeg', width: 640, height: 480 },
    ...{ transparent: false, placeholder: 'data:', dominant: '#335577' },
    renditions: [rendition()],
  },
};

function rendition() {
  const size = { width: 640, height: 480, bytes: 1000 };
  return { file: 'w640-q75.webp', contentType: 'image/webp', use: 'picture', ...size };
}

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
  for (const [key, document] of Object.entries(documents)) {
    await stores.archive.store.put(key, JSON.stringify(document), { contentType: 'text/json' });
  }
});
afterEach(() => stores.remove());

const kept = async (key: string): Promise<unknown> =>
  JSON.parse((await stores.archive.store.get(key))?.body.toString() ?? '');

test('documents of every earlier version are read, with what came later filled in', async () => {
  const archive = stores.reopened();
  expect((await archive.head(storyId))?.head.live?.revision).toBe(1);
  expect((await archive.revision(storyId, 1)).headline).toBe('Flood');
  expect((await archive.release(storyId, 1))?.objects).toHaveLength(1);
  expect((await archive.edition('home', 1))?.objects).toHaveLength(1);
  const images = ImagesResult.parse((await archive.stage(storyId, 1, 'images'))?.result);
  expect(images.images[0]?.perceptualHash).toBeNull();
  const rendered = RenderResult.parse((await archive.stage(storyId, 1, 'render'))?.result);
  expect(rendered.turns).toEqual([]);
  expect(DecisionDocument.parse(await kept(keys.decision(storyId, 2))).found).toEqual([]);
  expect(MediaRecord.parse(await kept(keys.renditions('ab12'))).frames).toBe(1);
});

test('a head that was read is written back with nothing of it lost', async () => {
  const held = await stores.archive.head(storyId);
  if (held === undefined) throw new Error('no head');
  await stores.archive.swapHead(held.head, held.etag);
  expect(await kept(keys.head(storyId))).toEqual(documents[keys.head(storyId)]);
});
